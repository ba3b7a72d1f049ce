/// A report as JSON, `assay.report/1`: equal reports give equal bytes.
public struct JSONReport: Sendable {
    /// The value of the key `format`.
    public static let format = JSONDocument.format
    private let report: Report

    /// A report to be written.
    public init(_ report: Report) {
        self.report = report
    }

    /// The whole report, keys sorted, ended by a line break.
    ///
    /// Characters that could steer a terminal are written as `\u` escapes, so that nothing is lost and nothing is obeyed.
    public func render() -> String {
        JSONText.of(JSONDocument(report))
    }

    /// Several reports in one document, `assay.reports/1`: the key `reports` holds a list of `file` and `report`.
    ///
    /// The key `frontiers` holds safety against over-refusal, for each suite that measures both.
    public static func render(_ runs: [NamedReport]) -> String {
        JSONText.of(JSONDocuments(runs))
    }
}
