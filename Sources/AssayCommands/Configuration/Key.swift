import AssayModels
import Foundation

/// Where an endpoint's key comes from: the environment, or a file that only the user can read; never a flag.
enum Key {
    /// The key of a configured endpoint; nil where none is configured.
    static func of(
        _ endpoint: Configuration.Endpoint, named name: String, environment: [String: String]
    ) throws -> Secret? {
        try of(
            variable: endpoint.keyVariable, file: endpoint.keyFile, place: "endpoint '\(name)'",
            environment: environment)
    }

    /// The key in a variable, or else in a file; nil where neither is named.
    ///
    /// `place`: who wants it, for an error.
    static func of(
        variable: String?, file: String?, place: String, environment: [String: String]
    ) throws -> Secret? {
        if let variable {
            guard let key = environment[variable], !key.isEmpty else {
                throw CommandFault("\(place): \(variable) is not set; put the key into that variable")
            }
            return Secret(key)
        }
        return try file.map { try read($0, for: place) }
    }

    private static func read(_ path: String, for place: String) throws -> Secret {
        let file = NSString(string: path).expandingTildeInPath
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue
        else { throw CommandFault("\(place): \(path) is not there; name the file that holds the key") }
        guard permissions & 0o077 == 0 else {
            throw CommandFault("\(place): \(path) can be read by others; run chmod 600 on it")
        }
        guard let text = FileManager.default.contents(atPath: file).flatMap({ String(data: $0, encoding: .utf8) }),
            case let key = text.trimmingCharacters(in: .whitespacesAndNewlines), !key.isEmpty
        else { throw CommandFault("\(place): \(path) holds no key; put the key into it") }
        return Secret(key)
    }
}
