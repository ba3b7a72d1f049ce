import AssayCore
import NIOCore

extension JSONWriter {
    /// Writes a tree: what a model or an endpoint said, in the shortest form of JSON.
    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: raw("null")
        case .bool(let truth): raw(truth ? "true" : "false")
        case .integer(let number): raw(String(number))
        case .number(let value): number(value)
        case .string(let text): string(text)
        case .array(let elements):
            raw("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { raw(",") }
                self.value(element)
            }
            raw("]")
        case .object(let members):
            raw("{")
            for (index, member) in members.enumerated() {
                if index > 0 { raw(",") }
                string(member.key)
                raw(":")
                self.value(member.value)
            }
            raw("}")
        }
    }
}

extension JSONValue {
    /// The tree as JSON text.
    var text: String {
        var writer = JSONWriter(capacity: 256)
        writer.value(self)
        return String(buffer: writer.buffer)
    }

    /// The tree without the members of some names, however deep they are.
    func removing(_ names: Set<String>) -> JSONValue {
        switch self {
        case .array(let elements): .array(elements.map { $0.removing(names) })
        case .object(let members):
            .object(
                members.filter { !names.contains($0.key) }
                    .map { Member(key: $0.key, value: $0.value.removing(names)) })
        default: self
        }
    }
}
