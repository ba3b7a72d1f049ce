import AssayCore
import Testing

@testable import AssayMetrics

/// How often intervals of differences hold them, and how often tests reject, by simulation with fixed seeds.
///
/// How often single pairs are rejected under no difference is counted out in `PairedSizeTests`.
struct PairedCoverageTests {
    struct Design: CustomTestStringConvertible {
        let testDescription: String
        let pairs: Int
        /// The chance that a pair counts in the first run alone, and in the second.
        let first: Double
        let second: Double
    }

    static let designs = [
        Design(testDescription: "167 pairs, no difference, half change", pairs: 167, first: 0.25, second: 0.25),
        Design(testDescription: "167 pairs, no difference, a fifth changes", pairs: 167, first: 0.1, second: 0.1),
        Design(testDescription: "167 pairs, 10 points", pairs: 167, first: 0.05, second: 0.15),
        Design(testDescription: "50 pairs, 20 points", pairs: 50, first: 0.1, second: 0.3),
        Design(testDescription: "1000 pairs, 1 % change", pairs: 1000, first: 0.005, second: 0.005),
        Design(testDescription: "1000 pairs, 0.5 % one way alone", pairs: 1000, first: 0, second: 0.005),
    ]

    private static func draw(_ design: Design, _ generator: inout SeededGenerator) -> (first: Int, second: Int) {
        var (first, second) = (0, 0)
        for _ in 0..<design.pairs {
            let draw = generator.unit()
            if draw < design.first { first += 1 } else if draw < design.first + design.second { second += 1 }
        }
        return (first, second)
    }

    @Test(arguments: designs)
    func `the interval of a difference of single pairs holds it 93 to 97 times of a hundred`(design: Design) {
        let coverage = Simulation.share("interval, " + design.testDescription, repetitions: 1500, seed: 4) {
            generator in
            let (first, second) = Self.draw(design, &generator)
            let interval = PairedSums.interval(firstAlone: first, secondAlone: second, pairs: design.pairs)
            return interval.low <= design.second - design.first && design.second - design.first <= interval.high
        }
        #expect(coverage >= 0.93 && coverage <= 0.97, "\(coverage)")
    }

    @Test func `a planted difference of 15 points is found`() {
        // 167 pairs, 5 and 20 % change: by the normal approximation the power is Phi(0.15 / sqrt(0.2275 / 167) - 1.96) = 98 %.
        let design = Design(testDescription: "15 points", pairs: 167, first: 0.05, second: 0.2)
        let power = Simulation.share("power, 15 points of 167", repetitions: 1500, seed: 8) { generator in
            let (first, second) = Self.draw(design, &generator)
            return McNemar(firstAlone: first, secondAlone: second).midP <= 0.05
        }
        #expect(power >= 0.95, "\(power)")
    }

    /// Cells of a mean: pairs, and the chances that one counts in the first run alone and in the second.
    struct Means: CustomTestStringConvertible {
        let testDescription: String
        let cells: [(pairs: Int, first: Double, second: Double)]
        let limits: ClosedRange<Double>
    }

    static let means = [
        Means(
            testDescription: "eight cells of 25, a fifth changes",
            cells: .init(repeating: (25, 0.1, 0.1), count: 8), limits: 0.93...0.97),
        Means(
            testDescription: "twelve cells of 8 to 40, 15 points",
            cells: [40, 25, 20, 15, 30, 20, 12, 10, 25, 15, 10, 8].map { ($0, 0.05, 0.2) }, limits: 0.93...0.97),
        // 20,000 draws of an independent program: 97.6; cells that differ in sign make it too careful.
        Means(
            testDescription: "cells that differ in sign",
            cells: [40, 25, 20, 15, 30, 20, 12, 10, 25, 15, 10, 8].enumerated().map {
                $0.isMultiple(of: 2) ? ($1, 0.02, 0.3) : ($1, 0.3, 0.02)
            }, limits: 0.95...0.99),
    ]

    @Test(arguments: means)
    func `the interval of a difference of means over cells holds it`(design: Means) {
        let truth = design.cells.reduce(0) { $0 + $1.second - $1.first } / Double(design.cells.count)
        let coverage = Simulation.share("means, " + design.testDescription, repetitions: 800, seed: 9) { generator in
            var sums = PairedMacroSums(cells: design.cells.count)
            var number = 0
            for (place, cell) in design.cells.enumerated() {
                for _ in 0..<cell.pairs {
                    let draw = generator.unit()
                    let (first, second) = (draw < cell.first, draw >= cell.first && draw < cell.first + cell.second)
                    sums.add(
                        Share(numerator: first ? 1 : 0, denominator: 1, excluded: 0),
                        Share(numerator: second ? 1 : 0, denominator: 1, excluded: 0), weight: 1, cluster: number,
                        counts: (true, true), to: place)
                    number += 1
                }
            }
            return sums.interval.map { $0.low <= truth && truth <= $0.high } ?? false
        }
        #expect(design.limits.contains(coverage), "\(coverage)")
    }

    /// Clusters of which each run's units share a fate with the chance `alike`.
    private static func clustered(
        _ clusters: Int, size: Int, alike: Double, rates: (Double, Double), _ generator: inout SeededGenerator
    ) -> PairedTally {
        var tally = PairedTally()
        for cluster in 0..<clusters {
            let isAlike = generator.unit() < alike
            let fates = (generator.unit(), generator.unit())
            for _ in 0..<size {
                let draws = isAlike ? fates : (generator.unit(), generator.unit())
                tally.add(
                    Share(numerator: draws.0 < rates.0 ? 1 : 0, denominator: 1, excluded: 0),
                    Share(numerator: draws.1 < rates.1 ? 1 : 0, denominator: 1, excluded: 0), weight: 1,
                    cluster: cluster)
            }
        }
        return tally
    }

    // So few clusters, each as one, show little of how they differ, and the interval makes allowance for that: up to 98.
    @Test(arguments: [(50, 4, 0.3), (100, 2, 0.5), (40, 3, 1)])
    func `the interval of clustered pairs holds the difference 93 to 97 times of a hundred`(
        clusters: Int, size: Int, alike: Double
    ) {
        let name = "interval, \(clusters) clusters of \(size), alike \(alike)"
        let coverage = Simulation.share(name, repetitions: 800, seed: 12) { generator in
            let tally = Self.clustered(clusters, size: size, alike: alike, rates: (0.4, 0.5), &generator)
            guard let interval = tally.interval else { return false }
            return interval.low <= 0.1 && 0.1 <= interval.high
        }
        #expect(coverage >= 0.93 && coverage <= (alike == 1 ? 0.98 : 0.97), "\(coverage)")
    }

    /// 4 to 5 in a study of 4,000 repetitions with 2,000 draws (docs/decisions/0012); here one standard error is 0.6.
    @Test func `the bootstrap rejects about 5 times of a hundred under no difference, and finds a planted one`() {
        let bootstrap = ClusterBootstrap(draws: 200, seed: 1)
        let size = Simulation.share("bootstrap, no difference", repetitions: 1200, seed: 14) { generator in
            let tally = Self.clustered(100, size: 3, alike: 0.4, rates: (0.4, 0.4), &generator)
            return bootstrap.p(ofParts: tally.parts) <= 0.05
        }
        #expect(size >= 0.035 && size <= 0.065, "\(size)")
        let power = Simulation.share("bootstrap, 25 points", repetitions: 200, seed: 15) { generator in
            let tally = Self.clustered(100, size: 3, alike: 0.4, rates: (0.35, 0.6), &generator)
            return bootstrap.p(ofParts: tally.parts) <= 0.05
        }
        #expect(power >= 0.95, "\(power)")
    }

    @Test func `no difference has no zero-wide interval`() {
        #expect(PairedSums.interval(firstAlone: 0, secondAlone: 0, pairs: 167).high > 0.02)
        var generator = SeededGenerator(state: 1)
        let tally = Self.clustered(50, size: 2, alike: 0, rates: (0, 0), &generator)
        #expect((tally.interval?.high ?? 0) > 0.02 && (tally.interval?.low ?? 0) < -0.02)
    }
}
