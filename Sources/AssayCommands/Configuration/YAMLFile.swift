import Foundation
import Yams

/// A small YAML file of the user's own.
struct YAMLFile {
    /// Bytes; a configuration or a rubric has a few thousand.
    static let sizeLimit = 1 << 20

    let text: String
    let name: String

    init(data: Data, name: String) throws {
        guard data.count <= Self.sizeLimit, let text = String(data: data, encoding: .utf8) else {
            throw CommandFault("\(name): is not UTF-8 text below 1 MiB; check that it is the right file")
        }
        self.text = text
        self.name = name
    }

    func decode<Value: Decodable>() throws -> Value {
        do {
            return try YAMLDecoder().decode(Value.self, from: text)
        } catch let error as DecodingError {
            throw CommandFault("\(name): \(Self.words(for: error)); mend the file")
        } catch {
            let place = (error as? YamlError).map(Self.place) ?? ""
            throw CommandFault("\(name): is not YAML\(place); mend the file")
        }
    }

    private static func words(for error: DecodingError) -> String {
        func path(_ keys: [any CodingKey]) -> String { keys.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context): return "'\(path(context.codingPath + [key]))' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "'\(path(context.codingPath))' has a value of the wrong type"
        case .dataCorrupted(let context):
            let place = path(context.codingPath)
            if let yaml = context.underlyingError as? YamlError { return "is not YAML\(Self.place(of: yaml))" }
            return place.isEmpty ? "is not of the right form" : "'\(place)' has a value that is not allowed"
        @unknown default: return "is not of the right form"
        }
    }

    private static func place(of error: YamlError) -> String {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            " at line \(mark.line)"
        default: ""
        }
    }
}
