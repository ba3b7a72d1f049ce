import Testing

@testable import AssayDatasets

struct RecordedRunTests {
    private static let run = RecordedRun(mode: .qa, retrieval: .none, model: "GPT-4o mini")

    @Test(arguments: [
        (RecordChoice(), true), (RecordChoice(mode: .qa), true), (RecordChoice(mode: .mcq), false),
        (RecordChoice(retrieval: RecordedRetrieval.none), true), (RecordChoice(retrieval: .active), false),
        (RecordChoice(model: "GPT-4o mini"), true), (RecordChoice(model: "GPT-4o"), false),
        (RecordChoice(mode: .qa, retrieval: .passive, model: "GPT-4o mini"), false),
    ])
    func `a choice includes what it does not speak of`(choice: RecordChoice, includes: Bool) {
        #expect(choice.includes(Self.run) == includes)
    }

    @Test func `a run is named by the flags that choose it`() {
        #expect(Self.run.description == "--mode qa --rag none --target-name 'GPT-4o mini'")
    }

    @Test(arguments: RecordedRetrieval.allCases)
    func `a retrieval is read as it is written`(retrieval: RecordedRetrieval) {
        #expect(RecordedRetrieval(word: retrieval.word) == retrieval)
        #expect(RecordedRetrieval(word: retrieval.rawValue) == retrieval)
        #expect(RecordedRetrieval(word: "rag") == nil)
    }
}
