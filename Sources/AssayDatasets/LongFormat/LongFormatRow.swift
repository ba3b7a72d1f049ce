import AssayCore

/// One row of long-format records: one value of one answer.
struct LongFormatRow {
    let question: String
    let category: String
    let run: RecordedRun
    let trial: Int
    let value: Value

    /// What the row says of the answer.
    enum Value: Hashable {
        /// The verdict; nil where none was given.
        case verdict(String?)
        /// The text; nil where there is none.
        case answer(String?)
        /// Anything else, by the name of its type.
        case other(String)
    }

    /// The types of value that hold a verdict, and those that hold the answer's text.
    static let verdictType = "answer_check"
    static let answerTypes: Set = ["answer", "response", "model_answer"]

    /// What stands, besides nothing at all, where a table has no verdict; pandas reads these as missing.
    ///
    /// As an answer most of them might be meant.
    private static let absent: Set = ["nan", "NaN", "NA", "N/A", "n/a", "#N/A", "<NA>", "null", "NULL", "None"]
    private static let absentAnswers: Set = ["nan", "NaN"]

    /// Reads a row's fields by their columns.
    init(_ fields: [String], _ columns: LongFormatColumns) throws(FieldFault) {
        func field(_ name: String, at place: Int) throws(FieldFault) -> String {
            let text = fields[place].trimmed
            guard !text.isEmpty else { throw FieldFault("'\(name)' is empty") }
            return text
        }
        question = Self.withoutGuard(try field("question", at: columns.question))
        category = Self.withoutGuard(try field("cate", at: columns.category))
        let model = Self.withoutGuard(try field("model", at: columns.model))
        guard let mode = ChineseSafetyQAMode(rawValue: try field("mode", at: columns.mode).lowercased()) else {
            throw FieldFault("'mode' is neither QA nor MCQ")
        }
        guard let retrieval = RecordedRetrieval(word: try field("rag", at: columns.retrieval)) else {
            throw FieldFault("'rag' is none of no_rag, passive_rag and active_rag")
        }
        run = RecordedRun(mode: mode, retrieval: retrieval, model: model)
        if let place = columns.trial {
            guard let number = Int(try field("trial", at: place)), (1...1000).contains(number) else {
                throw FieldFault("'trial' is no whole number from 1 to 1000")
            }
            trial = number
        } else {
            trial = 1
        }
        let type = try field("value_type", at: columns.type)
        let text = fields[columns.value]
        switch type.lowercased() {
        case Self.verdictType: value = .verdict(Self.isAbsent(text, Self.absent) ? nil : text)
        case let type where Self.answerTypes.contains(type):
            value = .answer(Self.isAbsent(text, Self.absentAnswers) ? nil : Self.withoutGuard(text))
        default: value = .other(type)
        }
    }

    private static func isAbsent(_ text: String, _ words: Set<String>) -> Bool {
        let text = text.trimmed
        return text.isEmpty || words.contains(text)
    }

    /// A text without the apostrophe that `assay export` puts before what a spreadsheet would take for a formula.
    private static func withoutGuard(_ text: String) -> String {
        guard text.first == "'", let sign = text.dropFirst().first(where: { $0 != " " }) else { return text }
        return "=+-@＝＋－＠".contains(sign) ? String(text.dropFirst()) : text
    }

    /// By what a row is told from every other: the trial and what kind of value it is, of one question and run.
    var key: String {
        switch value {
        case .verdict: "\(trial) verdict"
        case .answer: "\(trial) answer"
        case .other(let type): "\(trial) \(type)"
        }
    }
}

/// Where the columns of long-format records stand.
struct LongFormatColumns {
    let question: Int
    let category: Int
    let mode: Int
    let retrieval: Int
    let model: Int
    let type: Int
    let value: Int
    /// Which of several askings; nil where each question was asked once.
    let trial: Int?
    /// How many fields a row has.
    let count: Int

    private static let needed = ["question", "cate", "mode", "rag", "model", "value_type", "value"]

    /// Finds the columns among the headings.
    init(_ headings: [String], in file: String) throws(DatasetFault) {
        let names = headings.map { $0.trimmed.lowercased() }
        func fault(_ problem: String, _ remedy: String) -> DatasetFault {
            DatasetFault(file: file, entry: "row 1", problem: problem, remedy: remedy)
        }
        let missing = Self.needed.filter { !names.contains($0) }
        guard missing.isEmpty else {
            let columns = missing.map { "'\($0)'" }.joined(separator: ", ")
            throw fault(
                "lacks the \(missing.count == 1 ? "column" : "columns") \(columns)",
                "long-format records have the columns \(Self.needed.joined(separator: ", "))")
        }
        for name in Self.needed + ["trial"] where names.count(where: { $0 == name }) > 1 {
            throw fault("has the column '\(name)' twice", "keep one of them")
        }
        func place(_ name: String) -> Int { names.firstIndex(of: name) ?? 0 }
        question = place("question")
        category = place("cate")
        mode = place("mode")
        retrieval = place("rag")
        model = place("model")
        type = place("value_type")
        value = place("value")
        trial = names.firstIndex(of: "trial")
        count = names.count
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
