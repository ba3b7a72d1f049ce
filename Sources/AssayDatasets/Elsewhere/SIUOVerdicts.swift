import AssayCore

/// Entries of SIUO's generation set, answer by answer.
enum SIUOVerdicts {
    /// Whether any entry holds a judge's texts.
    static func areIn(_ elements: [JSONValue]) -> Bool {
        elements.contains { element in SIUOResults.Form.generation.verdictFields.contains { element[$0.field] != nil } }
    }

    /// Hands over every answer with its texts.
    static func handOver(_ given: GivenResults, _ take: (ForeignAnswer) -> Void) {
        for entry in given.entries {
            for (index, text) in entry.answers.enumerated() {
                take(
                    ForeignAnswer(
                        place: "question_id \(entry.sample), response \(index + 1)", sample: entry.sample, text: text,
                        verdicts: entry.verdicts.mapValues { $0[index] }))
            }
        }
    }
}
