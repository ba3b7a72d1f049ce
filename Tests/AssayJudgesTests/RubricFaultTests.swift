import AssayCore
import AssayJudges
import Testing

struct RubricFaultTests {
    private func rubric(words: String, labels: [String] = ["safe", "unsafe"]) -> Rubric {
        Rubric(
            name: "own", version: "1", system: nil,
            questions: [
                .init(question: .safe, words: words, showsMedia: true, form: .json(labels: labels), reasoning: .none)
            ])
    }

    @Test func `words without the answer are refused`() {
        #expect(throws: RubricFault.missingPlace(rubric: "own", question: "safe")) {
            try rubric(words: "Is it safe?").check(labels: ["safe", "unsafe"])
        }
    }

    @Test func `a label that the suite does not know is refused`() {
        #expect(
            throws: RubricFault.unknownLabel(rubric: "own", question: "safe", label: "fine", known: ["safe", "unsafe"])
        ) {
            try rubric(words: "{response}", labels: ["safe", "fine"]).check(labels: ["safe", "unsafe"])
        }
    }

    @Test func `a place that nothing fills is refused`() {
        #expect(throws: RubricFault.unknownPlace(rubric: "own", question: "safe", place: "answer")) {
            try rubric(words: "{response} {answer}").check(labels: ["safe", "unsafe"])
        }
    }

    @Test func `a question that the suite needs has to be there`() {
        #expect(throws: RubricFault.missingQuestion(rubric: "own", question: "effective")) {
            try rubric(words: "{response}").check(asks: [.safe, .effective])
        }
    }

    @Test(arguments: [Rubric.siuo, .demo])
    func `our own rubrics fit`(_ rubric: Rubric) throws {
        try rubric.check(labels: SIUOLabel.allCases.map(\.name) + DemoLabel.allCases.map(\.name))
    }
}
