import AssayCore
import Testing

@testable import AssayMetrics

struct ClusterSumsTests {
    static func sums(_ clusters: [(units: Int, counted: Double)], weight: Double = 1) -> ClusterSums {
        var sums = ClusterSums()
        for cluster in clusters {
            sums.add(
                units: cluster.units, numerator: cluster.counted * weight, denominator: Double(cluster.units) * weight)
        }
        return sums
    }

    @Test(arguments: [1.0, 4, 1.0 / 3])
    func `singletons of one weight give the textbook interval exactly`(weight: Double) {
        let sums = Self.sums((0..<263).map { (units: 1, counted: $0 < 81 ? 1 : 0) }, weight: weight)
        #expect(sums.value == 81.0 / 263)
        #expect(sums.interval == Wilson.interval(81.0 / 263, size: 263))
    }

    @Test func `clusters that agree within themselves count for little more than one unit each`() throws {
        // Four clusters of two, two of them all counted: p = 1/2, n = 8, m = m' = 4, residuals 1 1 -1 -1.
        // V = 4/3 * 4/64 = 1/12 against 1/32 for independent units: 8/3. n/m' = 2, g = 2:
        // deff = (4 * 8/3 + 2) / 5 = 38/15, size 8 / deff = 60/19 = 3.157895. t(3) = 3.182446.
        // At p = 1/2 half the width is t / (2 sqrt(size + t²)) = 3.182446 / (2 * 3.644983) = 0.436552.
        let sums = Self.sums([(2, 2), (2, 2), (2, 0), (2, 0)])
        let interval = try #require(sums.interval)
        #expect(interval.method == "wilson-clustered")
        #expect(isClose(interval.low, 0.063448, within: 2e-6))
        #expect(isClose(interval.high, 0.936552, within: 2e-6))
    }

    @Test func `where nothing was counted each cluster counts as one unit`() throws {
        // Ten clusters of three: size 10, t(9) = 2.262157, high = t² / (10 + t²) = 5.117354 / 15.117354 = 0.338509.
        let none = try #require(Self.sums(Array(repeating: (3, 0), count: 10)).interval)
        #expect(none.low == 0)
        #expect(isClose(none.high, 0.338509, within: 2e-6))
        let all = try #require(Self.sums(Array(repeating: (3, 3), count: 10)).interval)
        #expect(all.high == 1)
        #expect(isClose(all.low, 1 - 0.338509, within: 2e-6))
    }

    @Test func `unequal weights lower the size to Kish's`() throws {
        // Weights 1 and 3, twenty each, nothing counted: m' = 80² / (20 + 180) = 32; t(31) = 2.039513, its square 4.159615;
        // high = 4.159615 / 36.159615 = 0.115035.
        var sums = ClusterSums()
        for weight in [1.0, 3.0] {
            for _ in 0..<20 { sums.add(units: 1, numerator: 0, denominator: weight) }
        }
        let interval = try #require(sums.interval)
        #expect(interval.method == "wilson-clustered")
        #expect(isClose(interval.high, 0.115035, within: 2e-6))
    }

    @Test func `clusters never narrow the interval`() throws {
        // Each pair holds one of each: less spread than chance would give, which is not believed.
        let pairs = try #require(Self.sums(Array(repeating: (2, 1), count: 50)).interval)
        let singles = Wilson.interval(0.5, size: 100)
        #expect(pairs.low <= singles.low)
        #expect(pairs.high >= singles.high)
    }

    @Test func `events that keep apart wear the caution down little by little`() throws {
        // Up to twelve single events in clusters of five: each shows that a cluster need not agree within itself.
        let excess = try (0...12).map { events in
            let clusters = (0..<400).map { (units: 5, counted: $0 < events ? 1.0 : 0.0) }
            let clustered = try #require(Self.sums(clusters).interval)
            return clustered.high / Wilson.interval(Double(events) / 2000, size: 2000).high
        }
        #expect(zip(excess, excess.dropFirst()).allSatisfy { $0 > $1 })
        // With none the size is 400 clusters instead of 2,000 units; with twelve next to nothing is left of that.
        #expect(excess[0] > 4.9)
        #expect(excess[1] > 2)
        #expect(excess[12] > 1 && excess[12] < 1.03)
    }

    @Test func `one cluster says nothing`() {
        let interval = Self.sums([(50, 20)]).interval
        #expect(interval?.low == 0)
        #expect(interval?.high == 1)
        #expect(interval?.method == "wilson-clustered")
    }

    @Test func `a cluster that outweighs all others leaves little to know`() throws {
        let interval = try #require(Self.sums([(500, 200)] + Array(repeating: (1, 0), count: 20)).interval)
        #expect(interval.low < 0.001)
        #expect(interval.high > 0.999)
    }

    @Test func `no clusters have no value`() {
        #expect(ClusterSums().value == nil)
        #expect(ClusterSums().interval == nil)
    }
}
