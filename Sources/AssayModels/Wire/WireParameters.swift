import AssayCore
import NIOCore

/// What a request says beside its messages, gathered once for the request and once for the journal.
struct WireParameters {
    /// One member of a JSON object, as it is sent.
    private(set) var members: [String] = []
    /// The same without what the prompt holds anyway, such as a schema.
    private(set) var summaries: [String] = []
    /// The optional parameters among it.
    private(set) var sent: Set<OptionalParameter> = []
    /// Parameters of the prompt that the form has no word for, in Assay's spelling.
    private(set) var absent: [String] = []
    private let adaptation: Adaptation

    init(_ adaptation: Adaptation) {
        self.adaptation = adaptation
    }

    /// Adds a value under the parameter's own name, unless there is none or the endpoint refused it.
    mutating func add(_ parameter: OptionalParameter, _ value: String?, summary: String? = nil) {
        guard let value else { return }
        let name = Self.string(parameter.rawValue)
        add([parameter], "\(name):\(value)", summary: summary.map { "\(name):\($0)" })
    }

    /// Adds a whole member that carries parameters, unless the endpoint refused one of them.
    mutating func add(_ parameters: Set<OptionalParameter>, _ member: String, summary: String? = nil) {
        guard parameters.allSatisfy(adaptation.sends) else { return }
        sent.formUnion(parameters)
        addAlways(member, summary: summary ?? member)
    }

    /// Adds a member that no endpoint of the form can refuse; an empty summary keeps it out of the journal.
    mutating func addAlways(_ member: String, summary: String? = nil) {
        members.append(member)
        let summary = summary ?? member
        if !summary.isEmpty { summaries.append(summary) }
    }

    /// Takes note of a parameter that stands among the messages.
    mutating func note(_ parameter: OptionalParameter, value: String) {
        sent.insert(parameter)
        summaries.append("\(Self.string(parameter.rawValue)):\(Self.string(value))")
    }

    /// Takes note of a parameter that the form has no word for.
    mutating func lack(_ name: String, _ isAsked: Bool) {
        if isAsked { absent.append(name) }
    }

    /// What is sent, as one JSON object.
    var summary: String { "{\(summaries.joined(separator: ","))}" }

    /// A number as JSON.
    static func number(_ value: Double) -> String { written { $0.number(value) } }
    /// A text as JSON.
    static func string(_ text: String) -> String { written { $0.string(text) } }

    private static func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(capacity: 32)
        write(&writer)
        return String(buffer: writer.buffer)
    }
}

extension Prompt {
    /// Bytes of a request that holds this prompt, with some to spare; large media stand beside it.
    var roomOnTheWire: Int {
        let textSize = turns.lazy.flatMap(\.content).reduce(system?.utf8.count ?? 0) { sum, content in
            if case .text(let text) = content { sum + text.utf8.count } else { sum }
        }
        let mediaSize = media.lazy.map { $0.size / 3 * 4 }.reduce(0) {
            $0 + ($1 < JSONWriter.leastApart ? $1 : 0) + 128
        }
        return textSize + textSize / 8 + mediaSize + 1024
    }
}
