import AssayCore
import Foundation

/// A protocol as it stands in its data file, one file each under `Protocols/`.
struct ProtocolFile: Decodable {
    private let name: String
    private let source: String
    private let settings: Settings
    private let published: [EvaluationProtocol.Published]
    /// Fields that the publication leaves open, by their names alone; behind the others.
    private let notStated: [String]?

    private enum CodingKeys: String, CodingKey {
        case name, source, settings, published, notStated = "not_stated"
    }

    /// The protocol in a file that was built into the program.
    static func read(_ bytes: [UInt8]) -> EvaluationProtocol {
        do {
            let file = try JSONDecoder().decode(ProtocolFile.self, from: Data(bytes))
            let open = (file.notStated ?? []).map {
                EvaluationProtocol.Published(field: $0, published: Settings.notStated)
            }
            return EvaluationProtocol(
                name: file.name, source: file.source, settings: file.settings, published: file.published + open)
        } catch {
            preconditionFailure("a protocol file that is built into the program is whole; a test reads each: \(error)")
        }
    }
}
