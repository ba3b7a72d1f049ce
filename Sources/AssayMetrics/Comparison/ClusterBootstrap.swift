/// A bootstrap test over clusters that two paired shares are alike.
///
/// Each draw keeps or turns round each cluster's part in the difference, with equal chances, as if the two runs had
/// changed places in it; p = (1 + draws at least as far from 0 as what was seen) / (1 + draws).
/// This is the wild cluster bootstrap with the null imposed and Rademacher weights (A. C. Cameron, J. B. Gelbach,
/// D. L. Miller, "Bootstrap-based improvements for inference with clustered errors", *Review of Economics and
/// Statistics* 90 (2008) 414-427). Turning signs leaves the sum of squares as it is, so that it needs no studentising;
/// on single units it is McNemar's exact test but for the number of draws.
public struct ClusterBootstrap: Sendable, Hashable {
    /// How often it draws.
    public let draws: Int
    /// Where its random numbers begin.
    public let seed: UInt64

    /// 2,000 draws, seed 1.
    public static let standard = ClusterBootstrap(draws: 2000, seed: 1)

    /// A bootstrap with so many draws.
    public init(draws: Int, seed: UInt64) {
        precondition(draws > 0, "a bootstrap draws")
        self.draws = draws
        self.seed = seed
    }

    /// The two-sided p-value of parts that add up to the difference, one for each cluster.
    public func p(ofParts parts: [Double]) -> Double {
        let parts = parts.filter { $0 != 0 }
        var seen = 0.0
        var spread = 0.0
        for part in parts {
            seen += part
            spread += part.magnitude
        }
        // Sums that are equal but for rounding are equally far.
        let limit = seen.magnitude - spread * 1e-12
        var generator = SplitMix64(seed: seed)
        var asFar = 0
        for _ in 0..<draws where Self.drawn(parts, &generator).magnitude >= limit { asFar += 1 }
        return Double(1 + asFar) / Double(1 + draws)
    }

    private static func drawn(_ parts: [Double], _ generator: inout SplitMix64) -> Double {
        var sum = 0.0
        var bits: UInt64 = 0
        for (place, part) in parts.enumerated() {
            if place % 64 == 0 { bits = generator.next() }
            sum += bits & 1 == 0 ? part : -part
            bits >>= 1
        }
        return sum
    }
}
