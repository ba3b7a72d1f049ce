import AssayCore
import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayDatasets

struct RecordedResultsTests {
    private static let set = """
        {"cate": "谣言错误风险-锁-挂锁", "question": "锁？", "standard_answer": "铁", "standard_source_url": "", \
        "options": "{'A': '铁', 'B': '纸'}", "correct_answer": "A"}
        {"cate": "谣言错误风险-锁-钥匙", "question": "钥匙？", "standard_answer": "铜", "standard_source_url": "", \
        "options": "{'A': '纸', 'B': '铜'}", "correct_answer": "B"}

        """
    private static let records = """
        question,cate,mode,rag,model,value_type,value
        钥匙？,谣言错误风险-锁-钥匙,QA,no_rag,m,answer,铜
        钥匙？,谣言错误风险-锁-钥匙,QA,no_rag,m,answer_check,A
        锁？,谣言错误风险-锁-挂锁,QA,no_rag,m,answer_check,B

        """

    private struct Read {
        let results: GivenResults
        let samples: [Sample]
    }

    private func results(
        _ taking: LongFormatRecords.Contents.Taking, of text: String = records, beside set: String? = set
    ) async throws -> Read {
        let folder = try TemporaryFolder()
        let file = try folder.write(Array(text.utf8), to: "records.csv")
        let data = try set.map {
            try folder.write(Array($0.utf8), to: "chinese_safetyqa.jsonl").removingLastComponent()
        }
        let results = try LongFormatRecords(at: file).read().results(taking, as: .qa, in: file, beside: data)
        var samples: [Sample] = []
        for try await entry in results.dataset.entries() { samples.append(try entry.get()) }
        return Read(results: results, samples: samples)
    }

    @Test func `a question is the sample of the set that was asked`() async throws {
        let read = try await results(.verdicts)
        #expect(
            read.results.entries == [
                .init(sample: "q2", answers: ["铜"], verdicts: [.grade: ["A"]]),
                .init(sample: "q1", answers: [GivenResults.absentAnswer], verdicts: [.grade: ["B"]]),
            ])
        #expect(read.samples.map(\.target) == [.answer("铁"), .answer("铜")])
        #expect(!read.results.hasNoAnswers && !read.results.hasNoRightAnswers)
        #expect(read.results.target == "m" && read.results.source == "records.csv")
        #expect(read.results.digest == Digest(of: Self.records))
    }

    @Test func `without the set samples are made of the records`() async throws {
        let read = try await results(.verdicts, beside: nil)
        #expect(read.results.entries.map(\.sample) == ["q1", "q2"])
        #expect(read.samples.map(\.text) == ["钥匙？", "锁？"])
        #expect(
            read.samples[0].groups == [
                .category: "谣言错误风险-锁-钥匙", .level1: "谣言错误风险", .level2: "锁",
            ])
        #expect(read.results.hasNoRightAnswers)
    }

    @Test func `a verdict without a value is none, and so is an answer`() async throws {
        let head = "question,cate,mode,rag,model,value_type,value\n"
        let read = try await results(
            .verdicts,
            of: head + "锁？,c,QA,none,m,answer_check,NaN\n钥匙？,c,QA,none,m,answer,铜\n钥匙？,c,QA,none,m,answer_check,\n"
                + "门？,c,QA,none,m,answer_check,A\n", beside: nil)
        #expect(
            read.results.entries == [
                .init(sample: "q1", answers: [nil], verdicts: [.grade: [nil]]),
                .init(sample: "q2", answers: ["铜"], verdicts: [.grade: [nil]]),
                .init(sample: "q3", answers: [GivenResults.absentAnswer], verdicts: [.grade: ["A"]]),
            ])
        #expect(
            read.results.notes == [
                "2 verdicts hold nothing: an answer that is there is ungraded, one that is not is missing; the released script "
                    + "leaves both out of n"
            ])
    }

    @Test func `answers alone are taken without their verdicts`() async throws {
        let read = try await results(.answers)
        #expect(
            read.results.entries == [.init(sample: "q2", answers: ["铜"]), .init(sample: "q1", answers: [nil])])
    }

    @Test func `a question that the set does not hold is named by its row`() async {
        let fault = await #expect(throws: DatasetFault.self) {
            _ = try await results(
                .verdicts, of: Self.records + "门？,谣言错误风险-锁-门,QA,no_rag,m,answer_check,A\n")
        }
        #expect(fault?.entry == "row 5")
        #expect(fault?.problem.hasPrefix("'question' is none of the 2 in ") == true)
    }

    @Test(arguments: [
        (LongFormatRecords.Contents.Taking.verdicts, "answer", "holds no verdict (value_type answer_check) on the run"),
        (.answers, "answer_check", "holds no answer (value_type answer or response) of the run"),
    ])
    func `records without what is to be taken are refused`(
        taking: LongFormatRecords.Contents.Taking, type: String, problem: String
    ) async {
        let text = "question,cate,mode,rag,model,value_type,value\n锁？,c,QA,none,m,\(type),A\n"
        let fault = await #expect(throws: DatasetFault.self) { _ = try await results(taking, of: text) }
        #expect(fault?.problem.hasPrefix(problem) == true)
    }
}
