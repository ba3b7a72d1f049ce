import AssayCore
import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayDatasets

struct LongFormatRecordsTests {
    private static let head = "question,cate,mode,rag,model,value_type,value\n"

    private func read(_ text: String, choosing choice: RecordChoice = RecordChoice()) throws
        -> LongFormatRecords.Contents
    {
        let folder = try TemporaryFolder()
        let file = try folder.write(Array(text.utf8), to: "records.csv")
        return try LongFormatRecords(at: file, choosing: choice).read()
    }

    private func problem(_ text: String, choosing choice: RecordChoice = RecordChoice()) -> String {
        do {
            _ = try read(text, choosing: choice)
            return "none"
        } catch {
            // The folder has a name of its own each time.
            return "\(error)".replacing(#/^.*records\.csv/#, with: "records.csv")
        }
    }

    @Test func `the rows of a question come together`() throws {
        let contents = try read(
            Self.head + """
                锁？,c-d-e,QA,no_rag,m,answer,一
                钥匙？,c-d-f,QA,no_rag,m,answer_check,B
                锁？,c-d-e,QA,no_rag,m,answer_check,A
                钥匙？,c-d-f,QA,no_rag,m,confidence_raw,0.5
                钥匙？,c-d-f,QA,no_rag,m,tokens,7

                """)
        #expect(contents.run == RecordedRun(mode: .qa, retrieval: .none, model: "m"))
        #expect(contents.questions.map(\.question) == ["锁？", "钥匙？"])
        #expect(contents.questions.map(\.row) == [2, 3])
        #expect(contents.questions.map(\.verdicts) == [[1: "A"], [1: "B"]])
        #expect(contents.questions.map(\.answers) == [[1: "一"], [:]])
        #expect(contents.ignored == ["confidence_raw": 1, "tokens": 1])
    }

    @Test func `trials of a question are told apart by their number`() throws {
        let contents = try read(
            "trial,question,cate,mode,rag,model,value_type,value\n2,锁？,c,QA,none,m,answer_check,A\n"
                + "1,锁？,c,QA,none,m,answer_check,NaN\n")
        #expect(contents.questions.map(\.verdicts) == [[2: "A"]])
        #expect(contents.questions.map(\.trials) == [2])
        #expect(contents.verdictsWithoutValue == 1)
    }

    private static let several =
        head + """
            锁？,c,QA,no_rag,m,answer_check,A
            锁？,c,MCQ,no_rag,m,answer_check,B
            锁？,c,MCQ,passive_rag,m,answer_check,C
            锁？,c,QA,no_rag,GPT-4o mini,answer_check,B

            """

    @Test func `of several runs one has to be chosen`() throws {
        #expect(
            problem(Self.several)
                == "records.csv: holds 4 runs: --mode mcq --rag none --target-name 'm' (1 rows); --mode mcq --rag passive "
                + "--target-name 'm' (1 rows); --mode qa --rag none --target-name 'GPT-4o mini' (1 rows); --mode qa --rag none "
                + "--target-name 'm' (1 rows); choose one with --mode, --rag and --target-name")
        #expect(problem(Self.several, choosing: .init(mode: .mcq)).contains("holds 2 runs"))
        #expect(try read(Self.several, choosing: .init(retrieval: .passive)).questions[0].verdicts == [1: "C"])
        #expect(try read(Self.several, choosing: .init(model: "GPT-4o mini")).questions[0].verdicts == [1: "B"])
        #expect(
            problem(Self.several, choosing: .init(retrieval: .active)).hasPrefix(
                "records.csv: holds no record of the run that is named; it holds --mode mcq"))
    }

    /// Rows below the headings, nil for no headings either, and the words for what is wrong with them.
    private static let faulty: [(rows: String?, words: String)] = [
        (nil, ": is empty; give a file with records"), ("", ": holds no record; give a file with records"),
        (
            "锁？,c,QA,no_rag,m,answer_check\n",
            ", row 2: has 6 fields, the headings 7; a field with a comma, a quote or a line break in it stands in quotes"
        ),
        ("锁？,c,quiz,no_rag,m,answer,一\n", ", row 2: 'mode' is neither QA nor MCQ; mend the row"),
        (
            "\"锁\n？\",c,QA,no_rag,m,answer,一\n锁？,c,QA,any,m,answer,一\n",
            ", row 3 (line 4): 'rag' is none of no_rag, passive_rag and active_rag; mend the row"
        ),
        (
            "锁？,c,QA,no_rag,m,answer,一\n 锁？ ,c,qa,none,m,response,二\n",
            ", row 3: repeats row 2: the same question, run and value type; mend the row"
        ),
        (
            "锁？,c,QA,no_rag,m,answer,一\n锁？,d,QA,no_rag,m,answer_check,A\n",
            ", row 3: 'cate' is another than in row 2 for the same question; mend the row"
        ),
        (
            "锁？,c,QA,no_rag,m,answer,\"一\n",
            ", row 2: has a quote that does not end; the file may have been cut short: fetch it again"
        ),
        ("锁？,c,QA,no_rag,m,answer,一\0\n", ", row 2: holds a NUL byte; save the file as UTF-8 text"),
    ]

    @Test(arguments: faulty)
    func `what is wrong is named by its row`(rows: String?, words: String) {
        #expect(problem(rows.map { Self.head + $0 } ?? "") == "records.csv\(words)")
    }

    @Test func `bytes that are no UTF-8 are named by their row`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            Array(Self.head.utf8) + [0xC3, 0x28] + Array(",c,QA,none,m,answer,v\n".utf8), to: "r.csv")
        let fault = #expect(throws: DatasetFault.self) { try LongFormatRecords(at: file).read() }
        #expect(fault?.entry == "row 2" && fault?.problem == "holds bytes that are not UTF-8")
    }

    @Test func `an unknown column, a byte order mark and Windows line ends do no harm`() throws {
        let contents = try read(
            "\u{FEFF}index,question,cate,mode,rag,model,value_type,value\r\n0,锁？,c,QA,no_rag,m,answer_check,A\r\n")
        #expect(contents.questions.map(\.verdicts) == [[1: "A"]])
    }

    @Test func `a hundred thousand rows are read, and the run among them`() throws {
        var text = Self.head
        for number in 0..<2000 {
            for model in 0..<50 {
                text += "锁\(number)？,c,QA,no_rag,m\(model),answer_check,\(number % 3 == 0 ? "A" : "B")\n"
            }
        }
        let contents = try read(text, choosing: .init(model: "m7"))
        #expect(contents.questions.count == 2000)
        // Every third, from the first: 667 of 2,000.
        #expect(contents.questions.count { $0.verdicts[1] == "A" } == 667)
    }
}
