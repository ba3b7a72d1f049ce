import Testing

@testable import AssayDatasets

struct LongFormatRowTests {
    private static let headings = ["question", "cate", "mode", "rag", "model", "value_type", "value"]

    private func row(_ fields: [String], headings: [String] = headings) throws -> LongFormatRow {
        try LongFormatRow(fields, try LongFormatColumns(headings, in: "records.csv"))
    }

    private func row(
        question: String = "挂锁？", mode: String = "QA", rag: String = "no_rag", type: String = "answer_check",
        value: String = "A"
    ) throws -> LongFormatRow {
        try row([question, "谣言错误风险-锁-挂锁", mode, rag, "GPT-4o", type, value])
    }

    @Test(
        arguments: [
            ("QA", "no_rag", ChineseSafetyQAMode.qa, RecordedRetrieval.none), ("qa", "none", .qa, .none),
            ("MCQ", "passive_rag", .mcq, .passive), ("Mcq", "Passive", .mcq, .passive),
            ("mcq", "active_rag", .mcq, .active),
            (" QA ", "ACTIVE", .qa, .active), ("qa", "No_RAG", .qa, .none),
        ] as [(String, String, ChineseSafetyQAMode, RecordedRetrieval)])
    func `mode and retrieval are read in any case`(
        mode: String, rag: String, read: ChineseSafetyQAMode, retrieval: RecordedRetrieval
    ) throws {
        #expect(
            try row(mode: mode, rag: rag).run == RecordedRun(mode: read, retrieval: retrieval, model: "GPT-4o"))
    }

    @Test(
        arguments: [
            ("answer_check", "A", LongFormatRow.Value.verdict("A")), ("Answer_Check", " A b", .verdict(" A b")),
            ("answer_check", "", .verdict(nil)), ("answer_check", "NaN", .verdict(nil)),
            ("answer_check", " nan ", .verdict(nil)),
            ("answer_check", "None", .verdict(nil)), ("answer_check", "na", .verdict("na")),
            ("answer", "钠的符号是 Na", .answer("钠的符号是 Na")), ("response", "NA", .answer("NA")),
            ("model_answer", "nan", .answer(nil)), ("answer", " ", .answer(nil)), ("answer", "'=1+1", .answer("=1+1")),
            ("answer", "'tis", .answer("'tis")), ("answer", "' -5", .answer(" -5")),
            ("confidence_raw", "0.9", .other("confidence_raw")),
        ] as [(String, String, LongFormatRow.Value)])
    func `a value is a verdict, an answer, or neither`(type: String, text: String, value: LongFormatRow.Value) throws {
        #expect(try row(type: type, value: text).value == value)
    }

    @Test(
        arguments: [
            (["", "c", "QA", "no_rag", "m", "answer", "v"], "'question' is empty"),
            (["q", " ", "QA", "no_rag", "m", "answer", "v"], "'cate' is empty"),
            (["q", "c", "quiz", "no_rag", "m", "answer", "v"], "'mode' is neither QA nor MCQ"),
            (["q", "c", "QA", "rag", "m", "answer", "v"], "'rag' is none of no_rag, passive_rag and active_rag"),
            (["q", "c", "QA", "", "m", "answer", "v"], "'rag' is empty"),
            (["q", "c", "QA", "no_rag", "", "answer", "v"], "'model' is empty"),
            (["q", "c", "QA", "no_rag", "m", "", "v"], "'value_type' is empty"),
        ] as [([String], String)])
    func `a field that cannot be read is named`(fields: [String], problem: String) {
        #expect(throws: FieldFault(problem)) { try row(fields) }
    }

    @Test(arguments: ["0", "1.0", "-1", "1001", "one"])
    func `a trial is a whole number from 1`(trial: String) {
        #expect(throws: FieldFault("'trial' is no whole number from 1 to 1000")) {
            try row(["q", "c", "QA", "no_rag", "m", "answer", "v", trial], headings: Self.headings + ["trial"])
        }
    }

    @Test func `columns are found by name, in any order and case, among others`() throws {
        let row = try row(
            ["0", "2", "A", "answer_check", "m", "none", "qa", "c", "q", "x"],
            headings: ["", "Trial", "value", " VALUE_TYPE ", "model", "rag", "mode", "cate", "question", "note"])
        #expect(row.question == "q" && row.category == "c" && row.trial == 2 && row.value == .verdict("A"))
    }

    @Test(
        arguments: [
            (["question", "cate", "mode", "rag", "model", "value"], "lacks the column 'value_type'"),
            (["question", "model", "value"], "lacks the columns 'cate', 'mode', 'rag', 'value_type'"),
            (headings + ["Value"], "has the column 'value' twice"),
            (headings + ["trial", "trial"], "has the column 'trial' twice"),
        ] as [([String], String)])
    func `columns that are missing or stand twice are named`(headings: [String], problem: String) {
        let fault = #expect(throws: (any Error).self) { try LongFormatColumns(headings, in: "records.csv") }
        #expect("\(fault.map { "\($0)" } ?? "")".hasPrefix("records.csv, row 1: \(problem); "))
    }
}
