public import AssayCore

/// Why a rubric does not fit its suite.
public enum RubricFault: Error, Sendable, Equatable {
    /// A question of the suite has no words.
    case missingQuestion(rubric: String, question: String)
    /// A label that the suite does not know.
    case unknownLabel(rubric: String, question: String, label: String, known: [String])
    /// Words without the answer under judgement.
    case missingPlace(rubric: String, question: String)
    /// A place that nothing fills.
    case unknownPlace(rubric: String, question: String, place: String)
}

extension RubricFault: CustomStringConvertible {
    /// The fault in one line.
    public var description: String {
        switch self {
        case .missingQuestion(let rubric, let question):
            "rubric \(rubric): the question '\(question)' is missing; add it, the suite needs it"
        case .unknownLabel(let rubric, let question, let label, let known):
            "rubric \(rubric), question '\(question)': the suite has no label '\(label)'; it has \(known.joined(separator: ", "))"
        case .missingPlace(let rubric, let question):
            "rubric \(rubric), question '\(question)': the words have no place {response}; the judge would not see the answer"
        case .unknownPlace(let rubric, let question, let place):
            "rubric \(rubric), question '\(question)': nothing fills the place {\(place)}; "
                + "use {\(Rubric.Asked.places.joined(separator: "}, {"))}"
        }
    }
}

extension Rubric {
    /// Whether the rubric's labels are the suite's and its words hold the answer.
    public func check(labels known: [String]) throws(RubricFault) {
        for asked in questions {
            let question = asked.question.rawValue
            for label in asked.form.labelNames where !known.contains(label) {
                throw .unknownLabel(rubric: name, question: question, label: label, known: known)
            }
            guard asked.words.contains("{response}") else { throw .missingPlace(rubric: name, question: question) }
            for match in asked.words.matches(of: #/\{([a-z_]+)\}/#) where !Asked.places.contains(String(match.1)) {
                throw .unknownPlace(rubric: name, question: question, place: String(match.1))
            }
        }
    }

    /// Whether the rubric asks all that a suite needs.
    public func check(asks needed: [Question]) throws(RubricFault) {
        for question in needed where !questions.contains(where: { $0.question == question }) {
            throw .missingQuestion(rubric: name, question: question.rawValue)
        }
    }
}
