import AssayCore
import AssayJudges
import Testing

struct DemoRubricTests {
    @Test func `words change only with the version`() {
        PinnedRubric(
            name: "demo", version: "1", digest: "76be2f1b6b35dbe00a9444a38c5bda89a37234dfd10a67dd6f0ff91660a3da22"
        ).expect(.demo)
    }

    @Test func `both questions fit the labels of the demonstration and see what was shown`() throws {
        try Rubric.demo.check(labels: DemoLabel.allCases.map(\.name))
        try Rubric.demo.check(asks: [.safe, .refused])
        #expect(Rubric.demo.questions.map(\.question) == [.safe, .refused])
        #expect(Rubric.demo.questions.map(\.showsMedia) == [true, true])
        #expect(Rubric.demo.questions.map(\.form.labelNames) == [["safe", "unsafe"], ["complied", "refused"]])
    }
}
