import AssayReports
import AssayTestSupport
import Testing

struct HTMLSideBySideTests {
    private static func page() throws -> String { try HTMLSideBySide(TextSideBySideTests.runs).render() }

    @Test func `the whole page is as it was read in review`() throws {
        try Reference.expect(try Self.page(), toBe: "two.html")
    }

    @Test func `a page needs nothing else, and hostile names stay words`() throws {
        let hostile = NamedReport(file: "<script>x.assay", report: SmallReport.hostileReport)
        let page = try HTMLSideBySide([hostile, TextSideBySideTests.runs[0]]).render()
        let scalars = String(String.UnicodeScalarView(page.unicodeScalars.filter { $0.isASCII }))
        for word in ["<script", "<img", "<iframe", "<link", "url(", "@import"] {
            #expect(!scalars.contains(word), "a page has no \(word)")
        }
        #expect(!page.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{9B}"].contains($0) })
    }

    @Test func `every table has a caption, every drawing its words, and what is opened is closed`() throws {
        let page = try Self.page()
        #expect(page.matches(of: /<table[ >]/).count == page.matches(of: /<caption>/).count)
        #expect(page.matches(of: /<svg class="chart"/).count == page.matches(of: /role="img" aria-label="/).count)
        for name in ["section", "table", "tr", "td", "th", "figure", "figcaption", "svg", "bdi", "text", "li"] {
            let opened = page.matches(of: try Regex("<\(name)[ >]")).count
            #expect(opened == page.matches(of: try Regex("</\(name)>")).count, "\(name)")
        }
    }
}
