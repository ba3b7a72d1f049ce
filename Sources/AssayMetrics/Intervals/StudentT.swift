import Foundation

/// Student's t distribution, as far as intervals with few clusters need it.
enum StudentT {
    /// The two-sided 95 % quantile; nil for so few degrees of freedom that it says nothing.
    ///
    /// Degrees of freedom need not be whole. Above 30 by the expansion of Cornish and Fisher (M. Abramowitz and
    /// I. A. Stegun, *Handbook of Mathematical Functions*, 26.7.5), below by halving on the exact tail.
    static func quantile(degreesOfFreedom degrees: Double) -> Double? {
        guard degrees >= fewest else { return nil }
        return degrees > 30 ? expansion(degrees) : halving(degrees)
    }

    /// Below it the quantile is in the hundreds and no proportion is known at all.
    private static let fewest = 0.5

    private static func expansion(_ degrees: Double) -> Double {
        let z = Wilson.quantile
        let square = z * z
        let terms = [
            (square + 1) / 4,
            ((5 * square + 16) * square + 3) / 96,
            (((3 * square + 19) * square + 17) * square - 15) / 384,
            ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160,
        ]
        return z * (1 + terms.reversed().reduce(0) { ($0 + $1) / degrees })
    }

    private static func halving(_ degrees: Double) -> Double {
        let tail = 1 - Wilson.level
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if twoSidedTail(middle, degrees) < tail { low = middle } else { high = middle }
        }
        return (degrees * (1 - high) / high).squareRoot()
    }

    /// P(|t| > q) where x = f / (f + q²) for f degrees of freedom: the regularised incomplete beta function I_x(f/2, 1/2).
    ///
    /// By its power series (Abramowitz and Stegun, 26.5.4 with 15.1.1).
    private static func twoSidedTail(_ x: Double, _ degrees: Double) -> Double {
        let a = degrees / 2
        let logBeta = lgamma(a) + lgamma(0.5) - lgamma(a + 0.5)
        var coefficient = 1.0
        var sum = 1 / a
        for step in 1..<10_000 {
            let n = Double(step)
            coefficient *= (n - 0.5) / n * x
            let term = coefficient / (a + n)
            sum += term
            if term < sum * 1e-16 { break }
        }
        return exp(a * log(x) - logBeta) * sum
    }
}
