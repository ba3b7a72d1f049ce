import Testing

@testable import EndToEnd

struct WaitingTests {
    @Test(arguments: [(1, 200), (200, 200), (201, 400), (1000, 1000), (10_000, 10_000)])
    func `ideal is a latency for each round of calls, the last one too where it is not full`(calls: Int, ms: Int) {
        let run = Waiting.Run(calls: calls, wall: .milliseconds(ms * 2))
        #expect(run.ideal == .milliseconds(ms))
        #expect(run.ratio == 2)
    }

    @Test func `a run that ends otherwise is no figure`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        #expect(throws: BenchmarkFault.failed(what: "assay run", status: 1)) {
            try Waiting(assay: "/bin/false", port: 1, folder: folder.path).measure(trials: 1, runs: 1)
        }
    }
}
