import AssayCore
import Mustache

/// A report as one page that needs nothing else: no network, no script, no font.
public struct HTMLReport: Sendable {
    /// By what a page of ours is known.
    public static let generator = "<meta name=\"generator\" content=\"assay\">"

    private let report: Report

    /// A report to be laid out.
    public init(_ report: Report) {
        self.report = report
    }

    /// The whole page.
    ///
    /// - Throws: where the page's own template cannot be read, which is a fault of the program.
    public func render() throws -> String {
        let template = String(decoding: PackageResources.report_mustache, as: UTF8.self)
        return try MustacheTemplate(string: template).render(ReportPage(report))
    }
}
