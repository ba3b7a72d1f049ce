import AssayCore
import AssayMetrics

/// A comparison for a terminal.
public struct TextComparison: Sendable {
    private let report: ComparisonReport
    private let listsAllFlips: Bool
    private static let fewIDs = 5

    /// A comparison to be printed.
    ///
    /// `listsAllFlips`: whether every sample that changed is named, or the first few.
    public init(_ report: ComparisonReport, listsAllFlips: Bool = false) {
        self.report = report
        self.listsAllFlips = listsAllFlips
    }

    /// The whole comparison, made for 100 columns and readable on fewer.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - styled: whether signs for bold and dim may be used.
    /// - Returns: lines, each ended by a line break.
    public func render(width: Int = 100, styled: Bool = false) -> String {
        let width = max(40, width)
        let tables = [plans, metrics, pictures] + sections + [pairs, changes]
        let parts =
            [head(width, styled), runs.render(width: width)]
            + tables.filter { !$0.isEmpty }.map { $0.render(width: width, styled: styled) } + [notes(width, styled)]
        return parts.joined(separator: "\n")
    }

    private func head(_ width: Int, _ styled: Bool) -> String {
        let mark = report.isSimulated ? "SIMULATED: " : ""
        let title = "\(mark)Assay comparison: \(report.a.manifest.suite.name), B less A"
        return [title, report.alarm].compactMap(\.self).flatMap { $0.printable.wrapped(to: width) }
            .map { TextStyle.bold.applied(to: $0, styled: styled) + "\n" }.joined()
    }

    private var runs: TextTable {
        var table = TextTable([.init(""), .init("", wraps: true)])
        for (letter, side) in [("A", report.a), ("B", report.b)] {
            let target = side.manifest.models[.target]?.name ?? "no target"
            table.append([letter, "\(side.file): \(target), judge \(side.judge), \(side.tally.samples) samples"])
        }
        let samples = report.samples
        table.append([
            "Pairs",
            "\(Figures.counted(samples.common, "common sample")), \(samples.onlyA) only in A, \(samples.onlyB) only in B",
        ])
        return table
    }

    private var plans: TextTable {
        var table = TextTable([
            .init("The plans differ in", wraps: true), .init("A", wraps: true), .init("B", wraps: true),
        ])
        for field in report.plans.fields { table.append([field.field, field.a ?? "none", field.b ?? "none"]) }
        return table
    }

    private var metrics: TextTable {
        var table = TextTable(
            [.init("Metric", wraps: true)] + valueColumns
                + [.init("p", .right), .init("p,\nexact", .right), .init("Better\nwhen")])
        for difference in report.whole {
            table.append(
                ["\(difference.title)\n\(difference.name)"] + cells(difference) + [
                    difference.pWords, difference.exactWords, difference.direction.rawValue,
                ])
            if let reason = difference.reason { table.append(remark: "not available: \(reason)") }
        }
        return table
    }

    private var sections: [TextTable] {
        report.sections.map { section in
            var table = TextTable(
                [.init(section.title, wraps: true)] + valueColumns + [.init("p", .right), .init("p, Holm", .right)])
            for difference in section.differences {
                table.append([difference.label] + cells(difference) + [difference.pWords, difference.adjustedWords])
            }
            return table
        }
    }

    private var valueColumns: [TextTable.Column] {
        [.init("A", wraps: true), .init("B", wraps: true), .init("B - A", .right), .init("95 % interval", wraps: true)]
    }

    private func cells(_ difference: PairedDifference) -> [String] {
        [
            difference.words(of: difference.first), difference.words(of: difference.second), difference.figure,
            difference.intervalWords,
        ]
    }

    private var pictures: TextTable {
        let shown = report.whole.filter { $0.difference != nil }
        let picture = DifferencePicture(shown)
        var table = TextTable([.init("B - A with its interval", wraps: true), .init(picture.axis)])
        for difference in shown { table.append([difference.title, picture.line(difference)]) }
        return table
    }

    private var pairs: TextTable {
        var table = TextTable([
            .init("Rests on", wraps: true), .init("Pairs", .right), .init("Unresolved\nin A", .right),
            .init("Unresolved\nin B", .right), .init("Unresolved\nin both", .right),
            .init("B - A if unresolved\nwent either way", wraps: true),
        ])
        for difference in report.whole {
            let leftOut = difference.leftOut
            table.append([
                difference.title, String(difference.pairs), String(leftOut.first), String(leftOut.second),
                String(leftOut.both), difference.boundsWords,
            ])
        }
        return table
    }

    private var changes: TextTable {
        var table = TextTable([
            .init("What changed", wraps: true), .init("Samples", .right), .init("Their ids", wraps: true),
        ])
        for (flips, difference) in zip(report.comparison.flips, report.whole) {
            table.append(["\(difference.title): up in B", String(flips.rose.count), ids(flips.rose)])
            table.append(["\(difference.title): down in B", String(flips.fell.count), ids(flips.fell)])
        }
        return table
    }

    private func ids(_ ids: [String]) -> String {
        let shown = listsAllFlips ? ids[...] : ids.prefix(Self.fewIDs)
        return shown.map { $0.printable(atMost: 80) }.joined(separator: ", ") + (shown.count < ids.count ? ", ..." : "")
    }

    private func notes(_ width: Int, _ styled: Bool) -> String {
        var table = TextTable([.init(""), .init("", wraps: true)])
        for note in report.notes { table.append(["-", note]) }
        return TextStyle.bold.applied(to: "Notes", styled: styled) + "\n" + table.render(width: width)
    }
}
