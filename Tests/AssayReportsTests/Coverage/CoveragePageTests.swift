import AssayReports
import Testing

struct CoveragePageTests {
    @Test func `the page holds every cell, marks those under the threshold, and escapes names`() throws {
        let page = try SmallCoverage.report().html()
        #expect(page.contains("<td class=\"s5\" title=\"Knives, RIRT, en: 5 samples\">5</td>"))
        #expect(page.contains("<td class=\"s3\" title=\"Knives, SIST, zh: 2 samples, under 3\">*2</td>"))
        #expect(page.contains("<td class=\"s0\" title=\"刀具, SIST, zh: 0 samples, under 3\">*0</td>"))
        #expect(page.matches(of: #/<td class="s[0-5]"/#).count == 24)
        #expect(page.contains("Left &lt;overs&gt;") && page.contains("Spoons &lt;b&gt;"))
        #expect(!page.contains("<overs>") && !page.contains("<b>"))
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("<th scope=\"colgroup\" colspan=\"4\">zh</th>"))
        let one = try SmallCoverage.report(bilingual: false).html()
        #expect(one.matches(of: #/<td class="s[0-5]"/#).count == 12)
        #expect(!one.contains("colgroup"))
    }
}
