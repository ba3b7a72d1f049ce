import Testing

@testable import AssayMetrics

struct StudentTTests {
    // The 0.975 column of every printed table of the distribution.
    @Test(
        arguments: [
            (1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (9, 2.262), (15, 2.131), (20, 2.086),
            (30, 2.042), (40, 2.021), (60, 2.000), (120, 1.980),
        ] as [(Double, Double)])
    func `the quantile is the one in print`(degrees: Double, expected: Double) throws {
        let quantile = try #require(StudentT.quantile(degreesOfFreedom: degrees))
        #expect(isClose(quantile, expected, within: 5e-4))
    }

    @Test func `one and two degrees have closed forms`() throws {
        // One is Cauchy: tan(0.475 pi). Two: 0.95 sqrt(2 / (1 - 0.95²)).
        let one = try #require(StudentT.quantile(degreesOfFreedom: 1))
        let two = try #require(StudentT.quantile(degreesOfFreedom: 2))
        #expect(isClose(one, 12.706204736174694, within: 1e-9))
        #expect(isClose(two, 0.95 * (2 / 0.0975).squareRoot(), within: 1e-9))
    }

    @Test func `the expansion takes over without a step`() throws {
        let below = try #require(StudentT.quantile(degreesOfFreedom: 30))
        let above = try #require(StudentT.quantile(degreesOfFreedom: 30.000001))
        #expect(isClose(below, above, within: 1e-6))
    }

    @Test func `it falls with the degrees, whole or not, to the normal quantile`() throws {
        let degrees = [0.5, 0.75, 1, 1.5, 2, 2.5, 7.3, 29.5, 31, 100, 1e4, 1e9]
        let quantiles = try degrees.map { try #require(StudentT.quantile(degreesOfFreedom: $0)) }
        #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 > $1 })
        #expect(isClose(quantiles.last, Wilson.quantile, within: 1e-8))
    }

    @Test func `too few degrees have none`() {
        #expect(StudentT.quantile(degreesOfFreedom: 0) == nil)
        #expect(StudentT.quantile(degreesOfFreedom: 0.49) == nil)
    }
}
