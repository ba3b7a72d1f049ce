import Testing

@testable import AssayReports

struct StringColumnsTests {
    /// Widths after Unicode Standard Annex 11.
    @Test(arguments: [
        ("", 0), ("abc", 3), ("隐私", 4), ("ｆｕｌｌ", 8), ("カナ", 4), ("ｶﾅ", 2), ("한글", 4), ("é", 1), ("e\u{301}", 1),
        ("👩‍👩‍👧", 2), ("🇨🇳", 2), ("❤️", 2), ("—", 1), ("\u{301}", 0), ("𠀀", 2), ("“", 1), ("，", 2),
    ])
    func `wide characters take two columns and marks none`(text: String, columns: Int) {
        #expect(text.columns == columns)
    }

    @Test(arguments: [
        ("ab", 4, false, "ab  "), ("ab", 4, true, "  ab"), ("隐", 4, false, "隐  "), ("abcde", 4, true, "abcde"),
    ])
    func `a text is padded by columns and never cut`(text: String, width: Int, leading: Bool, expected: String) {
        #expect(text.padded(to: width, leading: leading) == expected)
    }

    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]), ("one", 7, ["one"]), ("", 7, [""]),
        ("safe_and_effective_rate", 12, ["safe_and_", "effective_", "rate"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("隐私隐私隐", 4, ["隐私", "隐私", "隐"]), ("a abcdefgh b", 4, ["a", "abcd", "efgh", "b"]),
        ("隐私", 1, ["隐", "私"]), ("_abc隐", 4, ["_", "abc", "隐"]), ("x  y ", 5, ["x y"]),
        ("  one two three", 12, ["  one two", "  three"]),
    ])
    func `a text wraps at spaces, then at joints, then anywhere`(text: String, width: Int, lines: [String]) {
        #expect(text.wrapped(to: width) == lines)
    }

    @Test func `no part of a wrapped text is lost`() {
        let text = String(repeating: "a_隐私bc/de", count: 500)
        let lines = text.wrapped(to: 17)
        #expect(lines.joined() == text)
        #expect(lines.allSatisfy { $0.columns <= 17 })
    }
}
