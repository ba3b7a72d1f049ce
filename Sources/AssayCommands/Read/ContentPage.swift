import AssayCore
import AssayReports
import AssayStore
import Foundation
import SystemPackage

/// A report's page with all that was asked and answered, written sample by sample.
struct ContentPage {
    let reader: RunReader
    let report: Report

    /// Writes the page whole or not at all.
    func write(to path: String) throws {
        try WholeFile.writePieces(to: path) { try write($0) }
    }

    /// Hands over the page in pieces.
    func write(_ put: (String) throws -> Void) throws {
        let page = try HTMLReport(report).renderAroundContent()
        try put(page.start)
        var failure: (any Error)?
        try reader.contents { content in
            do {
                try put(HTMLContent(content).render(base64: Self.base64))
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        try put(page.end)
    }

    /// A medium's bytes in base64, if they are still those that the run was planned with.
    static func base64(of media: Media) -> String? {
        switch media.location {
        case .embedded(let bytes): return Data(bytes).base64EncodedString()
        case .file(let path, _):
            guard let status = try? path.stat(), status.type == .regular, Int(status.size) == media.size,
                let data = try? Data(contentsOf: URL(filePath: path.string)), Digest(of: Array(data)) == media.digest
            else { return nil }
            return data.base64EncodedString()
        }
    }
}
