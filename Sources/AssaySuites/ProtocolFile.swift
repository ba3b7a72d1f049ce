import AssayCore
import Foundation

/// A protocol as it stands in its data file, one file each under `Protocols/`.
struct ProtocolFile: Decodable {
    private let name: String
    private let source: String
    private let settings: Settings
    private let published: [EvaluationProtocol.Published]

    /// The protocol in a file that was built into the program.
    static func read(_ bytes: [UInt8]) -> EvaluationProtocol {
        do {
            let file = try JSONDecoder().decode(ProtocolFile.self, from: Data(bytes))
            return EvaluationProtocol(
                name: file.name, source: file.source, settings: file.settings, published: file.published)
        } catch {
            preconditionFailure("a protocol file that is built into the program is whole; a test reads each: \(error)")
        }
    }
}
