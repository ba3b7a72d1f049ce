import AssayCore
import Foundation
import Testing

@testable import AssayMetrics

/// How often the tests of single pairs reject where there is no difference, counted out and not drawn.
///
/// Each pair changes with one chance, and then either way with 1/2: how many change is binomial, and which way they do is
/// binomial given that.
struct PairedSizeTests {
    /// What rejects, and how often given how many pairs change.
    private struct Rejection {
        /// By the number of pairs that change.
        let chances: [Double]

        init(pairs: Int, rejects: (_ fewer: Int, _ more: Int) -> Bool) {
            chances = (0...pairs).map { changed in
                // The more even the split, the less it is rejected: halve for the last one that is.
                var (rejected, kept) = (-1, changed / 2 + 1)
                while kept - rejected > 1 {
                    let middle = (rejected + kept) / 2
                    if rejects(middle, changed - middle) { rejected = middle } else { kept = middle }
                }
                let tail = (0..<max(0, rejected + 1)).reduce(0) {
                    $0 + PairedSizeTests.chance(of: $1, in: changed, rate: 0.5)
                }
                return min(1, 2 * tail)
            }
        }

        func size(rate: Double) -> Double {
            chances.indices.reduce(0) {
                $0 + PairedSizeTests.chance(of: $1, in: chances.count - 1, rate: rate) * chances[$1]
            }
        }
    }

    private static func chance(of count: Int, in all: Int, rate: Double) -> Double {
        let (n, k) = (Double(all), Double(count))
        let ways: Double = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        let each: Double = k * log(rate) + (n - k) * log(1 - rate)
        return exp(ways + each)
    }

    private static func midP(_ pairs: Int) -> Rejection {
        Rejection(pairs: pairs) { McNemar(firstAlone: $0, secondAlone: $1).midP <= 0.05 }
    }

    private static func exactP(_ pairs: Int) -> Rejection {
        Rejection(pairs: pairs) { McNemar(firstAlone: $0, secondAlone: $1).exactP <= 0.05 }
    }

    private static func interval(_ pairs: Int) -> Rejection {
        Rejection(pairs: pairs) {
            PairedSums.interval(firstAlone: $0, secondAlone: $1, pairs: pairs).low > 0
        }
    }

    /// In percent for 10, 20, 30 and 50 % of changing pairs, counted out by a program in Python of its own.
    private static let sizes: [(Int, exact: [Double], mid: [Double], interval: [Double])] = [
        (167, [2.84, 3.20, 3.67, 3.81], [4.63, 4.62, 4.94, 4.84], [4.93, 5.06, 4.94, 5.06]),
        (501, [3.66, 3.95, 4.13, 4.33], [4.93, 4.91, 4.94, 4.98], [4.93, 5.02, 4.94, 5.00]),
    ]

    @Test(arguments: sizes)
    func `without a difference p and the interval reject 4 to 6 times of a hundred where a tenth or more changes`(
        pairs: Int, exact: [Double], mid: [Double], interval: [Double]
    ) {
        let (exactP, midP, left) = (Self.exactP(pairs), Self.midP(pairs), Self.interval(pairs))
        for (place, rate) in [0.1, 0.2, 0.3, 0.5].enumerated() {
            let seen = [exactP, midP, left].map { $0.size(rate: rate) * 100 }
            for (one, other) in zip(seen, [exact[place], mid[place], interval[place]]) {
                #expect(abs(one - other) < 0.006, "\(rate): \(seen)")
            }
            #expect(seen[1] >= 4 && seen[1] <= 6, "mid-p, \(rate): \(seen)")
            #expect(seen[2] >= 4 && seen[2] <= 6, "0 left out, \(rate): \(seen)")
            // What the exact test misses, and why it is not the one that is read.
            #expect(seen[0] < seen[1])
        }
    }

    /// The size rests on how many pairs change: 10 of 100, of 167 or of 1,000 give nearly the same.
    @Test(arguments: [(50, 0.2), (100, 0.1), (167, 0.06), (501, 0.02), (1000, 0.01)])
    func `p has its size from about ten pairs on that change`(pairs: Int, rate: Double) {
        let size = Self.midP(pairs).size(rate: rate)
        #expect(size >= 0.04 && size <= 0.06, "\(size)")
    }

    @Test func `where fewer pairs change p rejects less than 4 times of a hundred, as every discrete test does`() {
        let (midP, exactP) = (Self.midP(167), Self.exactP(167))
        for (rate, expected) in [(0.01, 0.0015), (0.02, 0.0115), (0.04, 0.0336), (0.05, 0.0385)] {
            #expect(abs(midP.size(rate: rate) - expected) < 6e-5, "\(rate): \(midP.size(rate: rate))")
            #expect(exactP.size(rate: rate) < midP.size(rate: rate))
        }
    }

    @Test func `given how many pairs changed p can reject up to 8 times of a hundred`() {
        let chances = Self.midP(200).chances
        // 16 changed: 4 to 12 has 2 (1 + 16 + 120 + 560) + 1820 over 2^16 = 0.0490; the tails are 2 * 2517 / 2^16.
        #expect(isClose(chances[16], 5034.0 / 65536, within: 1e-9))
        #expect(chances.max() == chances[16])
        #expect(chances[0...4].allSatisfy { $0 == 0 })
    }
}
