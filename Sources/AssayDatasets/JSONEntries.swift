import AssayCore
import Foundation
import SystemPackage

/// The entries of a JSON array, each decoded on its own: one that is wrong does not hide the others.
struct JSONEntries<Entry: Decodable> {
    /// An entry, or where in it what is wrong.
    let entries: [Result<Entry, FieldFault>]

    /// Reads a file.
    ///
    /// - Throws: what is wrong with the file as a whole.
    init(contentsOf file: FilePath) throws(DatasetFault) {
        let name = file.string
        let data = try DatasetBytes.read(file, ifAbsent: "name the folder that holds it with --data")
        do {
            entries = try JSONDecoder().decode([Attempted].self, from: data).map(\.result)
        } catch DecodingError.typeMismatch {
            throw DatasetFault(
                file: name, problem: "is JSON, but not a list of entries", remedy: "give the benchmark's own file")
        } catch {
            throw DatasetFault(
                file: name, problem: "is not complete JSON (\(data.count) bytes)",
                remedy: "it may have been cut short: fetch it again")
        }
    }

    private struct Attempted: Decodable {
        let result: Result<Entry, FieldFault>

        init(from decoder: any Decoder) throws {
            do {
                result = .success(try Entry(from: decoder))
            } catch let error as DecodingError {
                result = .failure(FieldFault(error, below: decoder.codingPath.count))
            }
        }
    }
}

/// What is wrong with one field of an entry; it names the field and the types, never the value.
struct FieldFault: Error, Equatable {
    let problem: String

    init(_ problem: String) {
        self.problem = problem
    }

    init(_ error: DecodingError, below depth: Int) {
        switch error {
        case .keyNotFound(let key, _):
            problem = "'\(key.stringValue)' is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            let field = context.codingPath.dropFirst(depth).map(\.stringValue).joined(separator: ".")
            problem = field.isEmpty ? "is not an object" : "'\(field)' is not \(Self.words(for: type))"
        case .dataCorrupted(let context):
            let field = context.codingPath.dropFirst(depth).map(\.stringValue).joined(separator: ".")
            problem = field.isEmpty ? "is malformed" : "'\(field)' has a value that is not allowed"
        @unknown default:
            problem = "is malformed"
        }
    }

    private static func words(for type: Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Int.Type: "a whole number"
        default: "of the right type"
        }
    }
}
