public import AssayCore
import Foundation
public import SystemPackage

/// Answers to one of SIUO's sets that were made elsewhere: its entries, each with a field that holds the answers.
///
/// The field has a list of texts, or one text. With a judge's texts beside them in `safety_evaluation` and
/// `effectiveness_evaluation`: lists as long as that of the answers, or one text where there is one. An entry may have
/// fewer answers than others, or none; null is none.
public struct SIUOResults: Sendable {
    /// Which of the two sets was answered.
    public enum Form: Sendable {
        /// `siuo_gen.json`, answers in `responses`.
        case generation
        /// `siuo_mcqa.json`, answers in `response_mcqa`; its letters need no verdicts.
        case choice

        /// The field that holds the answers.
        var answerField: String {
            switch self {
            case .generation: "responses"
            case .choice: "response_mcqa"
            }
        }

        /// The fields of a judge's texts, and what they rule on.
        var verdictFields: [(field: String, question: Question)] {
            switch self {
            case .generation: [("safety_evaluation", "safe"), ("effectiveness_evaluation", "effective")]
            case .choice: []
            }
        }

        /// The same for a reader.
        var answerWords: String {
            switch self {
            case .generation: "a list of responses"
            case .choice: "a text 'response_mcqa'"
            }
        }

        /// What the names of the files begin with; a hyphen for the underscore is taken as well.
        var prefixes: [String] {
            switch self {
            case .generation: ["siuo_gen-", "siuo-gen-"]
            case .choice: ["siuo_mcqa-", "siuo-mcqa-"]
            }
        }

        /// The samples as the file itself has them, without a picture where there is none.
        func dataset(at file: FilePath) -> any Dataset {
            switch self {
            case .generation: SIUOGeneration(at: file, needsImages: false)
            case .choice: SIUOChoice(at: file, needsImages: false)
            }
        }
    }

    private let file: FilePath
    private let form: Form

    /// The results in a file.
    public init(file: FilePath, form: Form = .generation) {
        self.file = file
        self.form = form
    }

    /// What the file holds.
    ///
    /// `withVerdicts`: whether it also has to hold a judge's texts.
    public func read(withVerdicts: Bool) throws(DatasetFault) -> GivenResults {
        let data = try DatasetBytes.read(file, ifAbsent: "name the file that holds the responses")
        guard let elements = (try? JSONValue(data))?.elements else {
            throw fault(nil, "is not a complete JSON list of entries (\(data.count) bytes)", "give the whole file")
        }
        var entries = ResultEntries(file: file, form: form)
        for (index, element) in elements.enumerated() {
            try entries.add(element, at: index + 1, withVerdicts: withVerdicts)
        }
        guard entries.hasAnswers else {
            let field = form.answerField
            throw fault(nil, "no entry has '\(field)'", "give a file with \(form.answerWords) in each entry")
        }
        if withVerdicts, !entries.hasVerdicts {
            let fields = form.verdictFields.map { "'\($0.field)'" }.joined(separator: " or ")
            throw fault(nil, "no entry has \(fields)", "have the responses judged with --responses and --judge")
        }
        return GivenResults(
            source: file.lastComponent?.string ?? "", digest: Digest(of: Array(data)), target: entries.model ?? named,
            entries: entries.all, dataset: form.dataset(at: file))
    }

    private func fault(_ entry: String?, _ problem: String, _ remedy: String) -> DatasetFault {
        DatasetFault(file: file.string, entry: entry, problem: problem, remedy: remedy)
    }

    /// The model that the file's name says, `siuo_gen-MODEL.json`; the released scripts write `siuo-gen-` as well.
    private var named: String? {
        guard let stem = file.stem else { return nil }
        let prefix = form.prefixes.first { stem.hasPrefix($0) }
        return prefix.map { String(stem.dropFirst($0.count)) }
    }
}

/// The entries of a results file as they are read, one after the other.
private struct ResultEntries {
    let file: FilePath
    let form: SIUOResults.Form
    private(set) var all: [GivenResults.Entry] = []
    private(set) var model: String?
    private(set) var hasAnswers = false
    private(set) var hasVerdicts = false
    private var positions: [Int: Int] = [:]

    init(file: FilePath, form: SIUOResults.Form) {
        self.file = file
        self.form = form
    }

    mutating func add(_ element: JSONValue, at position: Int, withVerdicts: Bool) throws(DatasetFault) {
        guard let id = element["question_id"]?.integer else {
            throw fault("entry \(position)", "'question_id' is missing or not a whole number", "mend the entry")
        }
        let place = "entry \(position) (question_id \(id))"
        if let first = positions.updateValue(position, forKey: id) {
            throw fault(
                place, "'question_id' stands in entry \(first) already",
                "give the answers of one model, each sample once")
        }
        try noteModel(of: element, place)
        let answers = try texts(element, form.answerField, place) ?? []
        hasAnswers = hasAnswers || !answers.isEmpty
        var verdicts: [Question: [String?]] = [:]
        for (field, question) in form.verdictFields where withVerdicts {
            guard let given = try texts(element, field, place) else { continue }
            guard given.count == answers.count else {
                throw fault(
                    place, "'\(field)' has \(given.count) texts for \(answers.count) responses",
                    "give one for each response, null where there is none")
            }
            verdicts[question] = given
            hasVerdicts = true
        }
        all.append(.init(sample: String(id), answers: answers, verdicts: verdicts))
    }

    private mutating func noteModel(of element: JSONValue, _ place: String) throws(DatasetFault) {
        guard let name = element["model"]?.string ?? element["model_name"]?.string else { return }
        guard model == nil || model == name else {
            throw fault(place, "names another model than the entries before it", "give a file for each model")
        }
        model = name
    }

    /// The texts of a field: a list of them, or one; nil where the field is absent or null.
    private func texts(_ element: JSONValue, _ field: String, _ place: String) throws(DatasetFault) -> [String?]? {
        guard let value = element[field] else { return nil }
        if let text = value.string { return [text] }
        guard let elements = value.elements else {
            throw fault(place, "'\(field)' is neither a text nor a list of texts", "mend the entry")
        }
        var texts: [String?] = []
        for (index, element) in elements.enumerated() {
            guard element == .null || element.string != nil else {
                throw fault(place, "'\(field)', number \(index + 1), is not a text", "mend the entry")
            }
            texts.append(element.string)
        }
        return texts
    }

    private func fault(_ entry: String, _ problem: String, _ remedy: String) -> DatasetFault {
        DatasetFault(file: file.string, entry: entry, problem: problem, remedy: remedy)
    }
}
