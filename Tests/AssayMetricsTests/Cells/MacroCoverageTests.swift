import AssayCore
import Testing

@testable import AssayMetrics

/// How often the interval of a mean over cells holds the true mean, by simulation with fixed seeds.
struct MacroCoverageTests {
    struct Design: CustomTestStringConvertible {
        let testDescription: String
        let rates: [Double]
        let sizes: [Int]
    }

    /// USB's published cells of GPT-4o (PROTOCOLS 5).
    static let usb = [
        0.8415, 0.7446, 0.3541, 0.2951, 0.8716, 0.8716, 0.4751, 0.2610, 0.7704, 0.7158, 0.3981, 0.2749,
    ]

    static let designs = [
        Design(testDescription: "12 cells of 20, from 26 to 87 %", rates: usb, sizes: same(20)),
        Design(testDescription: "12 cells of 5, from 26 to 87 %", rates: usb, sizes: same(5)),
        Design(testDescription: "12 cells of 10, 90 %", rates: Array(repeating: 0.9, count: 12), sizes: same(10)),
        Design(testDescription: "12 cells of 20, 98 %", rates: Array(repeating: 0.98, count: 12), sizes: same(20)),
        Design(testDescription: "12 cells of 100, 0.5 %", rates: Array(repeating: 0.005, count: 12), sizes: same(100)),
        Design(
            testDescription: "12 cells of 10 to 300, from 26 to 87 %", rates: usb,
            sizes: [10, 200, 30, 60, 15, 90, 20, 40, 12, 300, 25, 50]),
        Design(
            testDescription: "12 cells of 30, some of them 0 or 100 %",
            rates: [0, 0, 0, 0, 1, 1, 1, 0.5, 0.02, 0.98, 0.01, 0.3], sizes: same(30)),
        Design(testDescription: "4 cells of 25, 5 %", rates: Array(repeating: 0.05, count: 4), sizes: same(25, 4)),
    ]

    static func same(_ size: Int, _ count: Int = 12) -> [Int] { Array(repeating: size, count: count) }

    @Test(arguments: designs)
    func `the interval of a mean over cells holds it 93 to 97 times of a hundred`(design: Design) {
        let mean = MacroMean<Finding>.mean(design.rates)
        let coverage = Simulation.share(design.testDescription, repetitions: 1500, seed: 7) { generator in
            let cells = zip(design.rates, design.sizes).map { rate, size in
                ScoreMean.Cell(share: Double(generator.count(of: size, rate: rate)) / Double(size), size: Double(size))
            }
            let ends = ScoreMean.ends(cells, quantile: Wilson.quantile)
            return ends.low <= mean && mean <= ends.high
        }
        #expect(coverage >= 0.93 && coverage <= 0.97, "\(coverage)")
    }

    @Test(arguments: [(0.3, 2), (0.3, 4), (1, 3)])
    func `so does that of clusters, within a cell or over several`(alike: Double, size: Int) {
        // 40 clusters; half of them lie in one of four cells, half have a unit in each of several.
        let rates = [0.8, 0.3, 0.5, 0.6]
        let coverage = Simulation.share("clusters of \(size), alike \(alike)", repetitions: 800, seed: 9) { generator in
            var sums = MacroSums(cells: 4)
            for cluster in 0..<60 {
                let isAlike = generator.unit() < alike
                let fate = generator.unit()
                for unit in 0..<size {
                    let cell = cluster.isMultiple(of: 2) ? cluster / 2 % 4 : (cluster / 2 + unit) % 4
                    let counts = (isAlike ? fate : generator.unit()) < rates[cell]
                    sums.add(
                        Share(numerator: counts ? 1 : 0, denominator: 1, excluded: 0), weight: 1, cluster: cluster,
                        to: cell)
                }
            }
            guard let interval = sums.interval else { return false }
            return interval.low <= 0.55 && 0.55 <= interval.high
        }
        #expect(coverage >= 0.93 && coverage <= 0.97, "\(coverage)")
    }
}
