import Testing

@testable import AssayReports

struct MarkdownTableTests {
    @Test func `a table has its ruler, and numbers stand at the right`() {
        var table = MarkdownTable([("Metric", false), ("Value", true)])
        #expect(table.render() == "")
        table.append(["Safe\nsafe", "53.3%"])
        #expect(table.render() == "| Metric | Value |\n| --- | ---: |\n| Safe<br>safe | 53.3% |\n")
    }

    @Test(
        arguments: [
            ("a|b", "a\\|b"), ("<script>", "&lt;script&gt;"), ("`x`", "\\`x\\`"), ("[a](b)", "\\[a\\](b)"),
            ("*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~"), ("# a", "\\# a"), ("a & b", "a &amp; b"), ("\\|", "\\\\\\|"),
            ("![x]", "\\!\\[x\\]"), ("@who #1", "\\@who \\#1"), ("a\u{1B}[31m", "a\u{FFFD}\\[31m"), ("争议", "争议"),
        ] as [(String, String)])
    func `a text is shown as it is`(text: String, plain: String) {
        #expect(MarkdownTable.plain(text) == plain)
    }

    @Test func `a cell stays in its row`() {
        var table = MarkdownTable([("a|b", false)])
        table.append(["x | y\n\nz"])
        #expect(table.render() == "| a\\|b |\n| --- |\n| x \\| y<br><br>z |\n")
    }
}
