import AssayCore
import Foundation

/// In what two runs were planned differently, field by field, by the names that the manifest has in JSON.
///
/// Every field is looked at but those that say when, where and how fast; of a rubric, a user's own suite and a system
/// prompt only the digest.
struct ManifestDifferences {
    /// One field with what each run has; nil where a run has none.
    struct Field: Hashable, Encodable {
        let field: String
        let a: String?
        let b: String?

        /// Whether it says how the target is helped by a search, and nothing else.
        var isOfRetrieval: Bool {
            ["settings.retrieval.", "models.retriever.", "protocol.departures.retrieval"].contains(
                where: field.hasPrefix)
                || ["options.--rag", "options.--documents", "options.--search"].contains(field)
        }
    }

    /// The fields that differ, in alphabetical order.
    let fields: [Field]

    private static let leftOut = ["created", "dataset.digest", "settings.system"]
    private static let howFast = ["data", "max-connections", "rpm", "tpm", "timeout", "output"].map {
        "options.--\($0)"
    }
    private static let longest = 120

    /// What differs between two plans.
    init(_ first: Manifest, _ second: Manifest) {
        let (one, other) = (Self.values(of: first), Self.values(of: second))
        fields = Set(one.keys).union(other.keys).sorted().filter { one[$0] != other[$0] }.map {
            Field(field: $0, a: one[$0], b: other[$0])
        }
    }

    /// Whether the field itself or one below it differs.
    func contains(_ name: String) -> Bool {
        fields.contains { $0.field == name || $0.field.hasPrefix(name + ".") }
    }

    private static func values(of manifest: Manifest) -> [String: String] {
        var values: [String: String] = [:]
        collect(tree(of: manifest), at: "", into: &values)
        values = values.filter { field, _ in
            !leftOut.contains(field) && !howFast.contains(field)
                && !(field.hasPrefix("rubric.") && !["rubric.name", "rubric.version"].contains(field))
                && !field.hasPrefix("definition.")
        }
        values["definition.digest"] = manifest.definition.map { String($0.digest.hex.prefix(12)) }
        values["rubric.digest"] = manifest.rubric.map { String($0.digest.hex.prefix(12)) }
        values["settings.system.digest"] = manifest.settings.system.map { String(Digest(of: $0).hex.prefix(12)) }
        values["origin.digest"] = manifest.origin?.digest.map { String($0.hex.prefix(12)) }
        // Keys may be a user's own words too.
        return Dictionary(
            values.map { ($0.printable(atMost: longest), $1.printable(atMost: longest)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func tree(of manifest: Manifest) -> JSONValue {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try JSONValue(encoder.encode(manifest))
        } catch {
            preconditionFailure("a manifest was read from JSON and can be written to it")
        }
    }

    private static func collect(_ value: JSONValue, at path: String, into values: inout [String: String]) {
        switch value {
        case .object(let members):
            for member in members {
                collect(member.value, at: path.isEmpty ? member.key : "\(path).\(member.key)", into: &values)
            }
        case .array(let elements):
            for (number, element) in elements.enumerated() {
                // A departure is known by its field.
                let name = element["field"]?.string ?? String(number)
                collect(element["used"] ?? element, at: "\(path).\(name)", into: &values)
            }
        case .null: break
        case .bool(let flag): values[path] = flag ? "yes" : "no"
        case .integer(let number): values[path] = String(number)
        case .number(let number): values[path] = String(number)
        case .string(let text): values[path] = text
        }
    }
}
