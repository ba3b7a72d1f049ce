import AssayCore
import Testing

struct StringLineTests {
    @Test(arguments: [
        ("a\nb", "a b"), ("a\r\n\n b", "a  b"), ("\na\n", "a"), ("a  b", "a  b"), ("", ""),
    ])
    func `a run of line breaks becomes a space`(text: String, line: String) {
        #expect(text.inOneLine == line)
    }

    @Test(arguments: [
        ("```json\n{}\n```", "{}"), (" ```\n{}\n``` \n", "{}"), ("{}", "{}"), (" {} ", "{}"),
        // No fence, or not the whole of the text.
        ("```json {}```", "```json {}```"), ("```\n{}", "```\n{}"), ("see ```\n{}\n```", "see ```\n{}\n```"),
        ("```\na\n```\n```\nb\n```", "```\na\n```\n```\nb\n```"),
    ])
    func `a fence that is the whole text is taken off`(text: String, inside: String) {
        #expect(text.withoutFence == inside)
    }
}
