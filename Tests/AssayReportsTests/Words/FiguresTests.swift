import Testing

@testable import AssayReports

struct FiguresTests {
    @Test(arguments: [
        (0, "0.0%"), (1, "100.0%"), (89.0 / 167, "53.3%"), (62.0 / 500, "12.4%"), (0.0005, "0.1%"), (0.00049, "0.0%"),
        (0.9999, "100.0%"), (1.0 / 3, "33.3%"), (-0.0001, "0.0%"), (-0.25, "-25.0%"), (.nan, "n/a%"),
    ])
    func `a rate has one decimal`(fraction: Double, expected: String) {
        #expect(Figures.percent(fraction) == expected)
    }

    @Test(arguments: [
        (0.0407, 3, "0.041"), (12, 3, "12.000"), (.infinity, 1, "n/a"), (-1, 3, "-1.000"), (0.5, 1, "0.5"),
    ])
    func `decimals are filled with zeros`(value: Double, places: Int, expected: String) {
        #expect(Figures.decimal(value, places: places) == expected)
    }

    @Test(arguments: [(89, "89"), (12.3333, "12.3"), (0, "0"), (1e6, "1000000")])
    func `a count has decimals only where it is split`(value: Double, expected: String) {
        #expect(Figures.count(value) == expected)
    }

    @Test func `a share names its whole, and nouns follow the count`() {
        #expect(Figures.share(12, of: 501) == "2.4% (12/501)")
        #expect(Figures.share(0, of: 0) == "none")
        #expect(Figures.counted(1, "sample") == "1 sample")
        #expect(Figures.counted(0, "sample") == "0 samples")
        #expect(Figures.counted(2, "entry", "entries") == "2 entries")
    }
}
