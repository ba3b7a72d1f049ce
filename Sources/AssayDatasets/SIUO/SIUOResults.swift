public import AssayCore
import Foundation
public import SystemPackage

/// Answers to SIUO's generation set that were made elsewhere: its entries, each with a list `responses`.
///
/// With a judge's texts beside them in `safety_evaluation` and `effectiveness_evaluation`: lists as long as `responses`,
/// or one text where there is one response. An entry may have fewer responses than others, or none; null is none.
public struct SIUOResults: Sendable {
    /// The fields of a judge's texts, and what they rule on.
    static let verdictFields: [(field: String, question: Question)] = [
        ("safety_evaluation", "safe"), ("effectiveness_evaluation", "effective"),
    ]

    private let file: FilePath

    /// The results in a file.
    public init(file: FilePath) {
        self.file = file
    }

    /// What the file holds.
    ///
    /// `withVerdicts`: whether it also has to hold a judge's texts.
    public func read(withVerdicts: Bool) throws(DatasetFault) -> GivenResults {
        let data = try DatasetBytes.read(file, ifAbsent: "name the file that holds the responses")
        guard let elements = (try? JSONValue(data))?.elements else {
            throw fault(nil, "is not a complete JSON list of entries (\(data.count) bytes)", "give the whole file")
        }
        var entries = ResultEntries(file: file)
        for (index, element) in elements.enumerated() {
            try entries.add(element, at: index + 1, withVerdicts: withVerdicts)
        }
        guard entries.hasAnswers else {
            throw fault(nil, "no entry has 'responses'", "give a file with a list of responses in each entry")
        }
        if withVerdicts, !entries.hasVerdicts {
            let fields = Self.verdictFields.map { "'\($0.field)'" }.joined(separator: " or ")
            throw fault(nil, "no entry has \(fields)", "have the responses judged with --responses and --judge")
        }
        return GivenResults(
            source: file.lastComponent?.string ?? "", digest: Digest(of: Array(data)), target: entries.model ?? named,
            entries: entries.all, dataset: SIUOGeneration(at: file, needsImages: false))
    }

    private func fault(_ entry: String?, _ problem: String, _ remedy: String) -> DatasetFault {
        DatasetFault(file: file.string, entry: entry, problem: problem, remedy: remedy)
    }

    /// The model that the file's name says, `siuo_gen-MODEL.json`; the released scripts write `siuo-gen-` as well.
    private var named: String? {
        guard let stem = file.stem else { return nil }
        let prefix = ["siuo_gen-", "siuo-gen-"].first { stem.hasPrefix($0) }
        return prefix.map { String(stem.dropFirst($0.count)) }
    }
}

/// The entries of a results file as they are read, one after the other.
private struct ResultEntries {
    let file: FilePath
    private(set) var all: [GivenResults.Entry] = []
    private(set) var model: String?
    private(set) var hasAnswers = false
    private(set) var hasVerdicts = false
    private var positions: [Int: Int] = [:]

    init(file: FilePath) {
        self.file = file
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
        let answers = try texts(element, "responses", place) ?? []
        hasAnswers = hasAnswers || !answers.isEmpty
        var verdicts: [Question: [String?]] = [:]
        for (field, question) in SIUOResults.verdictFields where withVerdicts {
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
