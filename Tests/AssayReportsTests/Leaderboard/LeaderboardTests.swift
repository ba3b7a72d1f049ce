import AssayCore
import Foundation
import Testing

@testable import AssayReports

struct LeaderboardTests {
    /// A table of two published models, one of whose totals is not the mean of its two cells.
    static let table = published(
        rows: """
            {"model": "Published-1", "values": [70, 12.5], "cells": [80, 60]},
            {"model": "Published-2", "values": [65.25, null], "cells": [50, 70]}
            """)

    /// A table as it stands in a data file.
    static func published(rows: String) -> PublishedTable {
        let text = """
            {"name": "stand-in/paper", "title": "Stand-in, published table", "source": "a paper that does not exist",
            "suites": ["demo"], "protocol": "stand-in/paper", "known": ["Judged by people."],
            "columns": [
            {"metric": "safe_rate", "title": "Safe", "direction": "higher", "estimator": "mean of the 2 cells"},
            {"metric": "over_refusal_rate", "title": "RR", "direction": "lower", "estimator": "over records"}],
            "cells": {"metric": "safe_rate", "row_group": "level1", "rows": ["Locks"], "column_group": "combination",
            "columns": ["RIRT", "SIST"], "headline_is_mean": true},
            "rows": [\(rows)]}
            """
        do {
            return try JSONDecoder().decode(PublishedTable.self, from: Data(text.utf8))
        } catch {
            preconditionFailure("the stand-in is whole: \(error)")
        }
    }

    static let departure = Departure(
        field: "judge.model", published: "people", used: "openai/gpt-4o", why: "a model rules")

    static func leaderboard(sortedBy metric: String? = nil, _ runs: [NamedReport] = FrontierTests.runs) -> Leaderboard {
        let entries = runs.map { Leaderboard.Entry($0, departures: ["stand-in/paper": [departure]]) }
        return Leaderboard(entries, beside: [table], sortedBy: metric)
    }

    @Test func `runs and published rows stand in one order, the best first`() {
        let board = Self.leaderboard().boards[0]
        #expect(board.rows.map(\.model) == ["lab/c", "lab/b", "Published-1", "Published-2", "lab/a", "lab/d"])
        #expect(board.sortedBy == "safe_rate")
        let other = Self.leaderboard(sortedBy: "over_refusal_rate").boards[0]
        #expect(other.rows.map(\.model) == ["lab/d", "Published-1", "lab/b", "lab/a", "lab/c", "Published-2"])
    }

    @Test func `a column holds one estimator: a published table's is its metric's, and other metrics have no column`() {
        let board = Self.leaderboard().boards[0]
        #expect(board.columns.map(\.metric) == ["safe_rate", "over_refusal_rate"])
        #expect(board.columns.map(\.estimator) == ["mean of the 2 cells", "over records"])
        #expect(Self.leaderboard().metricNames == ["safe_rate", "over_refusal_rate"])
    }

    @Test func `a table of which a run measures nothing does not appear, and a part of it does`() {
        let half = NamedReport(
            file: "half.assay",
            report: SmallReport.report(estimates: [FrontierTests.runs[0].report.whole[1]]) { $0.suite.name = "demo" })
        let board = Self.leaderboard(half).boards[0]
        #expect(board.columns.map(\.metric) == ["over_refusal_rate"] && board.rows.allSatisfy(\.cells.isEmpty))
        // Its headline is left out, and with it what is said of the headline.
        #expect(board.rows.allSatisfy { $0.meanOfCells == nil })
        let none = NamedReport(
            file: "none.assay",
            report: SmallReport.report(estimates: [SmallReport.macro]) { $0.suite.name = "demo" })
        let alone = Self.leaderboard(none).boards[0]
        #expect(alone.published == nil && alone.columns.map(\.metric) == ["safety_rate"])
    }

    private static func leaderboard(_ run: NamedReport) -> Leaderboard { leaderboard(sortedBy: nil, [run]) }

    @Test func `suites have tables of their own, and a suite without a published table has one of its runs`() {
        let usb = FrontierTests.run("u", 0.5, 0.5, suite: "elsewhere")
        let boards = Self.leaderboard(FrontierTests.runs + [usb]).boards
        #expect(boards.map(\.suite) == ["demo", "elsewhere"])
        #expect(boards[1].published == nil && boards[1].rows.map(\.model) == ["lab/u"])
    }

    private static func leaderboard(_ runs: [NamedReport]) -> Leaderboard { leaderboard(sortedBy: nil, runs) }

    @Test func `a printed total that is not the mean of its cells is marked, by more than rounding`() {
        let rows = Self.leaderboard().boards[0].rows.filter { $0.entry == nil }
        #expect(rows.map(\.meanOfCells) == [nil, 60])
        for (total, isMarked) in [(70.01, false), (69.99, false), (70.02, true), (69.98, true)] {
            let table = Self.published(rows: "{\"model\": \"x\", \"values\": [\(total), null], \"cells\": [80, 60]}")
            #expect((table.meanThatDiffers(in: table.rows[0]) != nil) == isMarked, "\(total)")
        }
    }

    /// The values are c 90, b 80, a 60, d 50.
    ///
    /// Within 1 point on either side no two overlap; within 5.5 c with b and a with d; within 11 b with a too.
    @Test(arguments: [
        (0.01, ["1", "2", "3", "4"]), (0.055, ["1-2", "1-2", "3-4", "3-4"]), (0.11, ["1-2", "1-3", "2-4", "3-4"]),
    ])
    func `ranks are the places that the intervals leave open`(reach: Double, expected: [String]) {
        let runs = [("a", 0.6), ("b", 0.8), ("c", 0.9), ("d", 0.5)].map {
            FrontierTests.run($0.0, $0.1, 0.5, reach: reach)
        }
        let rows = Self.leaderboard(runs).boards[0].rows.filter { $0.entry != nil }
        let ranks = rows.compactMap(\.rank).map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }
        #expect(ranks == expected)
    }

    @Test func `published rows, a run alone and a run without an interval have no rank`() {
        let rows = Self.leaderboard().boards[0].rows
        #expect(rows.filter { $0.entry == nil }.allSatisfy { $0.rank == nil })
        #expect(Self.leaderboard([FrontierTests.runs[0]]).boards[0].rows.allSatisfy { $0.rank == nil })
        let some = Self.leaderboard(FrontierTests.runs + [FrontierTests.run("e", nil, 0.5)]).boards[0].rows
        #expect(some.last?.model == "lab/e" && some.last?.rank == nil)
        #expect(some.compactMap(\.rank).count == 4)
    }

    @Test func `a lower rank is better where lower values are`() {
        let intervals = [(0.1, 0.2), (0.3, 0.4)].map { Interval(method: "wilson", level: 0.95, low: $0, high: $1) }
        #expect(RankRange.all(of: intervals, .higher) == [2...2, 1...1])
        #expect(RankRange.all(of: intervals, .lower) == [1...1, 2...2])
        #expect(RankRange.all(of: intervals + [nil], .lower) == [1...1, 2...2, nil])
    }

    @Test func `a run's cells stand where the published table has them`() {
        let cell = SmallReport.rate("safe_rate", "Safe", 1, 4, excluded: 0, interval: (0.1, 0.6)).of([
            "level1": "Locks", .combination: "SIST",
        ])
        let run = NamedReport(
            file: "cells.assay",
            report: SmallReport.report(estimates: FrontierTests.runs[0].report.whole + [cell]) {
                $0.suite.name = "demo"
            })
        let row = Self.leaderboard([run]).boards[0].rows.first { $0.entry != nil }
        #expect(row?.cells.map { $0?.number } == [nil, 0.25])
    }
}
