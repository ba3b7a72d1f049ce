import AssayReports
import AssayTestSupport
import Testing

struct MarkdownSideBySideTests {
    @Test func `the tables are as they were read in review`() throws {
        try Reference.expect(MarkdownSideBySide(TextSideBySideTests.runs).render(), toBe: "two.md")
    }
}
