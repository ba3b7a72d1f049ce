import AssayCore

/// The columns that are used, as the user named them or as their names say.
struct FoundColumns {
    let answer: String
    let verdict: String
    let id: String?
    let stop: String?
    let assumed: [String]

    static let answers = ["answer", "response", "output", "completion", "model_output", "model_response", "prediction"]
    private static let verdicts = ["verdict", "safe", "is_safe", "safety", "judgement", "judgment", "label"]
    private static let ids = ["id", "sample_id", "question_id", "index"]
    private static let stops = ["stop_reason", "finish_reason"]

    /// Finds the columns among those that there are.
    init(_ columns: ColumnMap, among names: [String], in file: String) throws(DatasetFault) {
        var assumed: [String] = []
        func named(_ name: String, _ key: String) throws(DatasetFault) -> String {
            guard names.contains(name) else {
                throw DatasetFault(
                    file: file, problem: "has no column '\(name.printablePrefix)', which --columns names for \(key)",
                    remedy: "its columns are \(Self.list(names))")
            }
            return name
        }
        func guessed(_ candidates: [String], _ key: String) -> String? {
            let found = candidates.lazy.compactMap { word in names.first { ForeignSource.folded($0) == word } }.first
            if let found { assumed.append("The column '\(found.printablePrefix)' \(Self.part(key)).") }
            return found
        }
        func needed(_ name: String?, _ candidates: [String], _ key: String) throws(DatasetFault) -> String {
            if let name { return try named(name, key) }
            guard let found = guessed(candidates, key) else {
                throw DatasetFault(
                    file: file, problem: "no column looks like the \(key); there are \(Self.list(names))",
                    remedy: "name it with --columns \(key)=COLUMN")
            }
            return found
        }
        answer = try needed(columns.answer, Self.answers, "answer")
        verdict = try needed(columns.verdict, Self.verdicts, "verdict")
        if let name = columns.id { id = try named(name, "id") } else { id = guessed(Self.ids, "id") }
        if let name = columns.stop { stop = try named(name, "stop") } else { stop = guessed(Self.stops, "stop reason") }
        self.assumed = assumed
    }

    /// How an answer ended, by a provider's word for it.
    static func ending(_ word: String?) -> ForeignAnswer.Ending {
        switch word.map(ForeignSource.folded) {
        case "length", "max_tokens", "model_length", "max_output_tokens": .cut
        case "content_filter", "safety", "refusal", "blocked": .blocked
        case "error": .failed
        default: .finished
        }
    }

    private static func part(_ key: String) -> String {
        key == "id" ? "tells which answers belong to one sample" : "holds the \(key)"
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).map { "'\($0.printablePrefix)'" }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }
}
