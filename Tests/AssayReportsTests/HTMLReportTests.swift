import AssayCore
import AssayReports
import AssayTestSupport
import Testing

struct HTMLReportTests {
    @Test func `the whole page is as it was read in review`() throws {
        try Reference.expect(try HTMLReport(SmallReport.report).render(), toBe: "small.html")
    }

    @Test func `a page needs nothing else`() throws {
        let page = try HTMLReport(SmallReport.report).render()
        #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
        for word in ["src=", "url(", "@import", "<script", "<link", "<img", "<iframe", "href=\"http", "onload"] {
            #expect(!page.contains(word), "a page has no \(word)")
        }
        // The only addresses are the endpoints' names, which are words and no links.
        let addresses = page.matches(of: /https?:\/\/[^<]*/).map { String($0.output) }
        #expect(addresses.sorted() == ["https://api.openai.com/v1", "https://lab.invalid/v1"])
    }

    @Test func `hostile names stay words`() throws {
        let page = try HTMLReport(SmallReport.hostileReport).render()
        let scalars = String(String.UnicodeScalarView(page.unicodeScalars.filter { $0.isASCII }))
        #expect(!scalars.contains("<script"))
        #expect(!scalars.contains("<img"))
        #expect(scalars.contains("&lt;script&gt;"))
        #expect(!page.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{9B}"].contains($0) })
    }

    @Test func `every element that is opened is closed`() throws {
        let page = try HTMLReport(SmallReport.hostileReport).render()
        for name in [
            "section", "table", "tr", "td", "th", "dl", "dt", "dd", "svg", "details", "bdi", "code", "li", "p",
        ] {
            let opened = page.matches(of: try Regex("<\(name)[ >]")).count
            #expect(opened == page.matches(of: try Regex("</\(name)>")).count, "\(name)")
        }
    }

    @Test func `every table has a caption and its headings a scope`() throws {
        let page = try HTMLReport(SmallReport.report).render()
        #expect(page.matches(of: /<table[ >]/).count == page.matches(of: /<caption>/).count)
        #expect(page.matches(of: /<th[ >]/).count == page.matches(of: /<th scope="(col|row)"/).count)
        #expect(page.contains("<html lang=\"en\">"))
        #expect(page.contains("lang=\"zh\"><bdi>争议话题与政治"))
    }

    @Test func `a simulated run has a banner`() throws {
        let report = SmallReport.report { $0.models[.target]?.isSimulated = true }
        #expect(try HTMLReport(report).render().contains("SIMULATED."))
        #expect(try !HTMLReport(SmallReport.report).render().contains("SIMULATED"))
    }

    @Test func `an empty run has a page`() throws {
        let records = Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases).finish()
        let page = try HTMLReport(SmallReport.report(records: records, estimates: [])).render()
        #expect(page.contains("0 planned = 0 judged"))
    }

    @Test func `the page around content warns of it and lets pictures in, and no other page does`() throws {
        let page = try HTMLReport(SmallReport.hostileReport).renderAroundContent()
        #expect(
            page.start.contains("This page holds content.") && page.start.contains("img-src data:; media-src data:"))
        #expect(page.end.contains("What the numbers mean") && !page.start.contains("<!-- content"))
        let plain = try HTMLReport(SmallReport.report).render()
        #expect(!plain.contains("holds content") && !plain.contains("img-src") && !plain.contains("<!--"))
    }
}
