import AssayCore
import Foundation
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
        try render(ReportPage(report))
    }

    /// The page in two parts, between which the content belongs, sample by sample: it may not fit into memory.
    ///
    /// - Throws: where the page's own template cannot be read, which is a fault of the program.
    public func renderAroundContent() throws -> (start: String, end: String) {
        let page = try render(ReportPage(report, holdsContent: true))
        guard let place = page.range(of: Self.contentPlace) else {
            preconditionFailure("the template has a place for the content")
        }
        return (String(page[..<place.lowerBound]), String(page[place.upperBound...]))
    }

    /// A comment of the template's; a text that held it would have its `<` escaped.
    private static let contentPlace = "<!-- content -->\n"

    private func render(_ page: ReportPage) throws -> String {
        let template = String(decoding: PackageResources.report_mustache, as: UTF8.self)
        return try MustacheTemplate(string: template).render(page)
    }
}
