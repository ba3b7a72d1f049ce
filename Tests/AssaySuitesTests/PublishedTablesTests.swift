import AssayCore
import AssaySuites
import Testing

struct PublishedTablesTests {
    private static func table(_ name: String) throws -> PublishedTable {
        try #require(PublishedTables.all.first { $0.name == name })
    }

    @Test func `every table is whole: a value for each column, a percentage for each cell, a model once`() {
        for table in PublishedTables.all {
            #expect(!table.known.isEmpty && !table.source.isEmpty && !table.columns.isEmpty)
            #expect(Set(table.rows.map(\.model)).count == table.rows.count, "\(table.name)")
            for row in table.rows {
                #expect(row.values.count == table.columns.count, "\(table.name), \(row.model)")
                #expect(row.cells?.count == table.cells?.groups.count, "\(table.name), \(row.model)")
                for value in row.values.compactMap(\.self) + (row.cells ?? []) {
                    #expect((0...100).contains(value), "\(table.name), \(row.model)")
                }
            }
        }
    }

    @Test func `there are as many rows as were published`() throws {
        let counts = [
            "usb/acl": 22, "usb/arxiv-v1": 17, "siuo/leaderboard": 15, "siuo-mcqa/leaderboard": 12,
            "safebench/paper": 21, "chinese-safetyqa/paper": 38,
        ]
        for (name, count) in counts { #expect(try Self.table(name).rows.count == count) }
        #expect(PublishedTables.all.count == counts.count)
    }

    /// 18 of 22 totals are the mean of their 12 cells; the others are the later-added rows (PROTOCOLS 2.2).
    @Test func `the printed total of the later USB table is the mean of the 12 cells, but for four rows`() throws {
        let table = try Self.table("usb/acl")
        let exceptions = ["Claude-Sonnet4", "Qwen3.6-Plus", "Gemini-3-Flash", "Gemini-3-Pro"]
        for row in table.rows {
            let cells = try #require(row.cells)
            let total = try #require(row.values[0])
            let difference = (Self.hundredths(cells.reduce(0, +) / 12) - Self.hundredths(total)).magnitude
            #expect((difference > 1) == exceptions.contains(row.model), "\(row.model)")
            #expect((table.meanThatDiffers(in: row) != nil) == exceptions.contains(row.model), "\(row.model)")
        }
    }

    /// The means by hand: GPT-4o 687.38 / 12, VILA-7B 123.49 / 12, Claude3.5-Sonnet2 993.48 / 12.
    @Test(arguments: [("GPT-4o", 57.28), ("VILA-7B", 10.29), ("Claude3.5-Sonnet2", 82.79)])
    func `the rows that the publication is known by come out`(model: String, total: Double) throws {
        let row = try #require(try Self.table("usb/acl").rows.first { $0.model == model })
        #expect(row.values[0] == total)
        #expect(Self.hundredths(try #require(row.cells).reduce(0, +) / 12) == Self.hundredths(total))
    }

    /// GPT-4o's mean of the 12 cells is 42.94, and 40.93 is printed: the total is over records.
    @Test func `the printed total of the first USB table is no mean of cells`() throws {
        let table = try Self.table("usb/arxiv-v1")
        let row = try #require(table.rows.first { $0.model == "GPT-4o" })
        #expect(Self.hundredths(try #require(row.cells).reduce(0, +) / 12) == 4294 && row.values[0] == 40.93)
        for row in table.rows {
            let mean = try #require(row.cells).reduce(0, +) / 12
            #expect(Self.hundredths(mean) != Self.hundredths(try #require(row.values[0])), "\(row.model)")
            #expect(table.meanThatDiffers(in: row) == nil, "nobody said that it was the mean")
        }
    }

    @Test func `a mean of cells and a rate over records never share a column`() throws {
        #expect(try Self.table("usb/acl").columns.map(\.metric) == ["safety_rate", "over_refusal_rate"])
        #expect(
            try Self.table("usb/arxiv-v1").columns.map(\.metric) == ["attack_success_rate_pooled", "over_refusal_rate"])
    }

    @Test(arguments: ["siuo/leaderboard", "siuo-mcqa/leaderboard"])
    func `every published value of SIUO is a count of 167`(name: String) throws {
        for row in try Self.table(name).rows where row.model != "Random" {
            for value in row.values.compactMap(\.self) {
                let count = (value * 167 / 100).rounded()
                #expect(Self.hundredths(count / 167 * 100) == Self.hundredths(value), "\(row.model)")
            }
        }
    }

    /// Correct given attempted is CO / (100 - NA), and F the arithmetic mean of CO and that (PROTOCOLS 4.2).
    @Test func `the published figures of Chinese SafetyQA follow from one another`() throws {
        for row in try Self.table("chinese-safetyqa/paper").rows {
            let values = row.values.compactMap(\.self)
            #expect(abs(values[0] / (100 - values[1]) * 100 - values[2]) <= 0.01, "\(row.model)")
            #expect(abs((values[0] + values[2]) / 2 - values[3]) <= 0.01, "\(row.model)")
        }
    }

    @Test func `a column's metric is one that the suites measure, under its own direction`() {
        for table in PublishedTables.all {
            for suite in Catalogue.suites where table.suites.contains(suite.name) {
                let names = suite.metrics.map(\.name)
                // Parts of a benchmark measure a part of its table.
                #expect(table.columns.contains { names.contains($0.metric) }, "\(table.name), \(suite.name)")
                #expect(suite.protocols.contains { $0.name == table.protocolName }, "\(table.name), \(suite.name)")
            }
        }
    }

    @Test func `a suite finds its tables`() {
        #expect(PublishedTables.tables(beside: "usb").map(\.name) == ["usb/acl", "usb/arxiv-v1"])
        #expect(PublishedTables.tables(beside: "siuo").map(\.name) == ["siuo/leaderboard"])
        #expect(PublishedTables.tables(beside: "chinese-safetyqa").map(\.name) == ["chinese-safetyqa/paper"])
        #expect(PublishedTables.tables(beside: "demo").isEmpty)
    }

    private static func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }
}
