import AssayMetrics
import Testing

struct McNemarTests {
    /// By hand: sums of binomial coefficients over powers of two; the exact p, and the mid-p.
    private static let tables: [(Int, Int, Double, Double)] = [
        (0, 0, 1, 1), (3, 3, 1, 1), (1, 1, 1, 1),
        // 2 (1 + 8) / 256 = 18 / 256; less 8 / 256.
        (1, 7, 0.0703125, 0.0390625), (7, 1, 0.0703125, 0.0390625),
        // 2 / 32; less 1 / 32.
        (0, 5, 0.0625, 0.03125),
        // 2 / 64; less 1 / 64.
        (0, 6, 0.03125, 0.015625),
        // 2 (1 + 6) / 64 = 14 / 64; less 6 / 64.
        (1, 5, 0.21875, 0.125),
        // 2 (1 + 12 + 66) / 4096 = 158 / 4096; less 66 / 4096.
        (2, 10, 0.03857421875, 0.0224609375),
        // 2 (1 + 4) / 16; less 4 / 16.
        (1, 3, 0.625, 0.375),
    ]

    @Test(arguments: tables)
    func `small tables are as worked by hand`(first: Int, second: Int, exactP: Double, midP: Double) {
        let test = McNemar(firstAlone: first, secondAlone: second)
        #expect(isClose(test.exactP, exactP))
        #expect(isClose(test.midP, midP))
    }

    @Test func `thousands of changed pairs are as exact as a few`() {
        // SciPy 1.17: binomtest(4000, 8200).pvalue.
        #expect(isClose(McNemar(firstAlone: 4000, secondAlone: 4200).exactP, 0.027_972_423_571, within: 1e-11))
    }

    @Test func `fewer than five changed pairs are never significant, and by the exact test fewer than six`() {
        // All one way: mid-p 1 / 2^n, exact p 2 / 2^n.
        let smallest = (0...6).map { McNemar(firstAlone: 0, secondAlone: $0) }
        #expect(smallest.map { $0.midP <= 0.05 } == [false, false, false, false, false, true, true])
        #expect(smallest.map { $0.exactP <= 0.05 } == [false, false, false, false, false, false, true])
    }

    @Test func `the exact test never rejects more often than it says`() {
        // By enumeration: n pairs change, each way with 1/2.
        for changed in 1...60 {
            var rejected = 0.0
            var chance = 1.0
            for _ in 0..<changed { chance /= 2 }
            for first in 0...changed {
                if McNemar(firstAlone: first, secondAlone: changed - first).exactP <= 0.05 { rejected += chance }
                chance *= Double(changed - first) / Double(first + 1)
            }
            #expect(rejected <= 0.05 + 1e-12, "\(changed) changed")
        }
    }
}
