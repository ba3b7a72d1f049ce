import Foundation

/// The test that two paired shares are alike, as mid-p and as exact p.
///
/// Of the pairs that differ, half are expected to differ either way. With b that count in the first run alone and c in
/// the second alone, X binomial with b + c draws of probability 1/2, and m = min(b, c):
///
/// - exact p = min(1, 2 P(X <= m)): never at most 0.05 more than 5 times of a hundred where there is no difference, but
///   discrete, so that it is mostly much less, and never where fewer than 6 pairs differ;
/// - mid-p = 2 P(X <= m) - P(X = m), and 1 where b = c: half of the chance of what was seen is counted. That comes close
///   to 5 of a hundred, but is not guaranteed to stay below; never where fewer than 5 pairs differ.
///
/// Sources: Q. McNemar, *Psychometrika* 12 (1947) 153-157; the exact form: F. Mosteller, *Biometrics* 8 (1952) 220-226;
/// mid-p: M. W. Fagerland, S. Lydersen, P. Laake, *BMC Medical Research Methodology* 13 (2013) 91, who recommend it.
public struct McNemar: Sendable, Hashable {
    /// The two-sided mid-p-value, which is the one that is read (docs/decisions/0030).
    public let midP: Double
    /// The exact two-sided p-value, which is conservative.
    public let exactP: Double

    /// The test on so many pairs that differ.
    ///
    /// - Parameters:
    ///   - firstAlone: pairs that count in the first run alone.
    ///   - secondAlone: pairs that count in the second run alone.
    public init(firstAlone: Int, secondAlone: Int) {
        precondition(firstAlone >= 0 && secondAlone >= 0, "counts are not negative")
        let fewer = min(firstAlone, secondAlone)
        let all = firstAlone + secondAlone
        var (tail, last) = (0.0, 0.0)
        for count in 0...fewer {
            // From one term to the next, exact for small tables; beyond, the first term would be 0.
            let isFar = count == 0 || all > Self.most
            last = isFar ? Self.probability(of: count, in: all) : last * Double(all - count + 1) / Double(count)
            tail += last
        }
        exactP = min(1, 2 * tail)
        midP = firstAlone == secondAlone ? 1 : min(1, 2 * tail - last)
    }

    /// Beyond it, 2 to the power -n is too small for a number.
    private static let most = 1000

    /// n over k times 2 to the power -n.
    private static func probability(of count: Int, in all: Int) -> Double {
        if count == 0 && all <= most { return Double(sign: .plus, exponent: -all, significand: 1) }
        let (n, k) = (Double(all), Double(count))
        return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * 0.693_147_180_559_945_3)
    }
}
