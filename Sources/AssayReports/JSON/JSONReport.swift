import AssayCore
import Foundation

/// A report as JSON, `assay.report/1`: equal reports give equal bytes.
public struct JSONReport: Sendable {
    /// The value of the key `format`.
    public static let format = "assay.report/1"
    private let report: Report

    /// A report to be written.
    public init(_ report: Report) {
        self.report = report
    }

    /// The whole report, keys sorted, ended by a line break.
    ///
    /// Characters that could steer a terminal are written as `\u` escapes, so that nothing is lost and nothing is obeyed.
    public func render() -> String {
        Self.text(of: JSONDocument(report))
    }

    /// Several reports in one document, `assay.reports/1`: the key `reports` holds a list of `file` and `report`.
    ///
    /// The key `frontiers` holds safety against over-refusal, for each suite that measures both.
    public static func render(_ runs: [NamedReport]) -> String {
        text(of: JSONDocuments(runs))
    }

    /// A document with its keys sorted, ended by a line break, that steers no terminal.
    static func text(of document: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            return escaped(String(decoding: try encoder.encode(document), as: UTF8.self)) + "\n"
        } catch {
            preconditionFailure("a report holds only strings, booleans and finite numbers, which always encode")
        }
    }

    private static func escaped(_ json: String) -> String {
        var text = String.UnicodeScalarView()
        // The line breaks of the layout are the only control characters that an encoder leaves as they are on purpose.
        for scalar in json.unicodeScalars {
            guard scalar != "\n", String.isUnprintable(scalar) else {
                text.append(scalar)
                continue
            }
            for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
                let digits = String(unit, radix: 16)
                text.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
            }
        }
        return String(text)
    }
}
