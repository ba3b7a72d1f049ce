import Testing

@testable import AssayReports

struct HTMLTextTests {
    @Test(arguments: [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("\"x\" 'y'", "&quot;x&quot; &#39;y&#39;"), ("隐私", "隐私"),
        // The mark before it makes one character of both, the one behind it too.
        ("\u{0D4E}<b>", "\u{0D4E}&lt;b&gt;"), ("\"\u{301}", "&quot;\u{301}"), ("<\u{338}", "&lt;\u{338}"),
        ("a\u{1B}b", "a\u{FFFD}b"),
    ])
    func `a text is escaped scalar by scalar`(text: String, expected: String) {
        #expect(HTMLText(text).description.unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test func `a text of many lines keeps its line breaks and tabs, and nothing else that moves`() {
        #expect(HTMLText(lines: "a\r\n\tb<\n\n\u{1B}c\u{2028}d").description == "a\n\tb&lt;\n\n\u{FFFD}c d")
    }
}
