import AssayReports
import Testing

struct StringPrintableTests {
    @Test(arguments: [
        ("gpt-4o-2024-08-06", "gpt-4o-2024-08-06"), ("隐私 é 👩‍👩‍👧", "隐私 é 👩‍👩‍👧"), ("", ""),
        ("a\u{1B}[31mb", "a\u{FFFD}[31mb"), ("a\nb\tc\r\nd", "a b c  d"), ("a\u{9B}2J", "a\u{FFFD}2J"),
        ("a\u{7F}\u{0}b", "a\u{FFFD}\u{FFFD}b"), ("a\u{202E}b\u{2066}c", "a\u{FFFD}b\u{FFFD}c"),
        ("a\u{2028}b", "a b"), ("a\u{200B}b\u{FEFF}", "a\u{FFFD}b\u{FFFD}"),
        ("a\u{E0041}b", "a\u{FFFD}b"),
    ])
    func `what could steer a terminal is replaced and the rest is kept`(text: String, expected: String) {
        #expect(text.printable == expected)
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abcd", 3, "abc..."), ("", 3, ""), ("e\u{301}\u{301}\u{301}", 2, "e\u{301}..."),
    ])
    func `a long name is cut by scalars`(text: String, length: Int, expected: String) {
        #expect(text.printable(atMost: length) == expected)
    }
}
