import AssayCore

/// Reports as comma-separated values, one row an estimate.
///
/// The columns are those of `columns`. Groups are written `name=value`, joined by `;`; the whole run has none. Values are
/// not rounded: rates are fractions, `safety_risk_index` is 20...100.
public struct CSVReport: Sendable {
    /// The columns in their order.
    public static let columns = [
        "file", "suite", "target", "judge", "protocol", "dataset_digest", "simulated", "metric", "title", "direction",
        "aggregation", "group", "value", "numerator", "denominator", "resolved", "excluded", "interval_method",
        "interval_level", "interval_low", "interval_high", "bounds_low", "bounds_high", "reason",
    ]

    private let runs: [NamedReport]

    /// Reports to be written one after the other.
    public init(_ runs: [NamedReport]) {
        self.runs = runs
    }

    /// A line of headings, then the rows.
    public func render() -> String {
        var text = CSVText()
        text.append(Self.columns.map { .text($0) })
        for run in runs {
            let start = Self.identity(of: run)
            for estimate in run.report.estimates { text.append(start + Self.cells(of: estimate)) }
        }
        return text.text
    }

    private static func identity(of run: NamedReport) -> [CSVText.Cell] {
        let manifest = run.report.manifest
        return [
            .text(run.file), .text(manifest.suite.name), .text(manifest.models[.target]?.name ?? ""),
            .text(manifest.judgeName ?? ""), .text(manifest.protocolUse.name),
            .text(manifest.dataset.digest.hex), .text(manifest.isSimulated ? "yes" : "no"),
        ]
    }

    private static func cells(of estimate: Estimate) -> [CSVText.Cell] {
        let groups = estimate.group.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value)" }
        return [
            .text(estimate.name), .text(estimate.title), .text(estimate.direction.rawValue),
            .text(estimate.aggregation.rawValue), .text(groups.joined(separator: ";")), .number(estimate.value),
            .number(estimate.numerator), .number(estimate.denominator), .number(Double(estimate.resolved)),
            .number(Double(estimate.excluded)), .text(estimate.interval?.method ?? ""),
            .number(estimate.interval?.level), .number(estimate.interval?.low), .number(estimate.interval?.high),
            .number(estimate.bounds?.low), .number(estimate.bounds?.high), .text(estimate.reason ?? ""),
        ]
    }
}
