import Testing

@testable import AssayReports

struct PageStyleTests {
    @Test func `the style needs nothing from elsewhere and knows light, dark and paper`() {
        let style = PageStyle.text.description
        #expect(style.contains("prefers-color-scheme: dark") && style.contains("@media print"))
        for word in ["url(", "@import", "</style", "{{"] { #expect(!style.contains(word)) }
    }
}
