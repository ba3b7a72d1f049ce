import AssayModels
import Foundation

/// Where an endpoint's key comes from: the environment, or a file that only the user can read; never a flag.
enum Key {
    /// The key of a configured endpoint; nil where none is configured.
    static func of(
        _ endpoint: Configuration.Endpoint, named name: String, environment: [String: String]
    ) throws -> Secret? {
        if let variable = endpoint.keyVariable {
            guard let key = environment[variable], !key.isEmpty else {
                throw CommandFault("endpoint '\(name)': \(variable) is not set; put the key into that variable")
            }
            return Secret(key)
        }
        return try endpoint.keyFile.map { try read($0, endpoint: name) }
    }

    private static func read(_ path: String, endpoint: String) throws -> Secret {
        let file = NSString(string: path).expandingTildeInPath
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue
        else { throw CommandFault("endpoint '\(endpoint)': \(path) is not there; name the file that holds the key") }
        guard permissions & 0o077 == 0 else {
            throw CommandFault("endpoint '\(endpoint)': \(path) can be read by others; run chmod 600 on it")
        }
        guard let text = FileManager.default.contents(atPath: file).flatMap({ String(data: $0, encoding: .utf8) }),
            case let key = text.trimmingCharacters(in: .whitespacesAndNewlines), !key.isEmpty
        else { throw CommandFault("endpoint '\(endpoint)': \(path) holds no key; put the key into it") }
        return Secret(key)
    }
}
