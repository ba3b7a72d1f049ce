import AssayCore
import Testing

struct GivenResultsTests {
    private struct Nothing: Dataset {
        let name = "nothing"
        func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> { .init { nil } }
    }

    @Test func `the longest list says how many trials there are`() {
        func results(_ entries: [GivenResults.Entry]) -> GivenResults {
            GivenResults(source: "x.json", digest: Digest(of: ""), target: nil, entries: entries, dataset: Nothing())
        }
        #expect(results([]).trials == 0)
        #expect(
            results([
                .init(sample: "1", answers: ["a"]), .init(sample: "2", answers: [nil, "b", nil]),
                .init(sample: "3", answers: []),
            ]).trials == 3)
    }
}
