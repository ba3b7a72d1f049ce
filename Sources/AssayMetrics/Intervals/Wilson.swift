public import AssayCore

/// The score interval of a proportion.
///
/// (p + c/2n -+ c' sqrt(p (1 - p) / n + c/4n²)) / (1 + c/n) with c the square of the quantile c'.
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", *Journal of the
/// American Statistical Association* 22 (1927) 209-212; method 3 of R. G. Newcombe, "Two-sided confidence intervals for
/// the single proportion", *Statistics in Medicine* 17 (1998) 857-872. It is never zero wide, also where p is 0 or 1.
public enum Wilson {
    /// The level of all our intervals.
    public static let level = 0.95
    /// The normal quantile of that level, two-sided.
    public static let quantile = 1.959963984540054

    /// The interval of a proportion of independent units, all of one weight.
    ///
    /// - Parameters:
    ///   - proportion: what was seen, 0...1.
    ///   - size: over how many units, more than 0.
    /// - Returns: both ends within 0...1, by the method `wilson`.
    public static func interval(_ proportion: Double, size: Double) -> Interval {
        let ends = ends(proportion, size: size, quantile: quantile)
        return Interval(method: "wilson", level: level, low: ends.low, high: ends.high)
    }

    /// The ends with another quantile and a size that need not be whole.
    static func ends(_ proportion: Double, size: Double, quantile: Double) -> (low: Double, high: Double) {
        precondition((0...1).contains(proportion) && size > 0, "a proportion of something")
        let square = quantile * quantile
        let centre = proportion + square / (2 * size)
        let half = quantile * (proportion * (1 - proportion) / size + square / (4 * size * size)).squareRoot()
        let scale = 1 + square / size
        // At the ends the formula gives 0 and 1 but for rounding.
        let low = proportion == 0 ? 0 : max(0, (centre - half) / scale)
        let high = proportion == 1 ? 1 : min(1, (centre + half) / scale)
        return (low, high)
    }
}
