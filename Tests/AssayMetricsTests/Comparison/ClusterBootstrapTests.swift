import AssayMetrics
import Testing

struct ClusterBootstrapTests {
    @Test func `a single part, and none, say nothing`() {
        #expect(ClusterBootstrap.standard.p(ofParts: []) == 1)
        #expect(ClusterBootstrap.standard.p(ofParts: [0, 0]) == 1)
        #expect(ClusterBootstrap.standard.p(ofParts: [0.3]) == 1)
    }

    /// Exact by enumeration of signs: 2 of 32, 18 of 256, and McNemar's 158 of 4096.
    @Test(arguments: [(0, 5, 0.0625), (1, 7, 0.0703125), (2, 10, 0.03857421875)])
    func `single units give McNemar's exact test but for the number of draws`(first: Int, second: Int, p: Double) {
        let parts = Array(repeating: -0.1, count: first) + Array(repeating: 0.1, count: second)
        let drawn = ClusterBootstrap(draws: 20_000, seed: 5).p(ofParts: parts)
        // Three standard errors of 20,000 draws.
        #expect(isClose(drawn, p, within: 3 * (p * (1 - p) / 20_000).squareRoot()))
    }

    @Test func `the same seed gives the same value, whatever the order of calls`() {
        let parts = (1...70).map { Double($0 % 7) - 2.7 }
        let first = ClusterBootstrap.standard.p(ofParts: parts)
        _ = ClusterBootstrap.standard.p(ofParts: [1, 2, 3])
        #expect(ClusterBootstrap.standard.p(ofParts: parts) == first)
        #expect(ClusterBootstrap.standard.draws == 2000)
        #expect(first < 1 && first > 0)
    }

    @Test func `what is seen counts as a draw, so that p is never 0`() {
        #expect(ClusterBootstrap.standard.p(ofParts: Array(repeating: 1, count: 200)) == 1.0 / 2001)
    }
}
