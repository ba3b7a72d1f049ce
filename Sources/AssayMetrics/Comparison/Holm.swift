/// P-values that may be read together, by Holm's step-down rule.
///
/// In ascending order, the i-th of m is multiplied by m - i + 1, cut at 1, and raised to the one before it where that is
/// greater. Rejecting where the result is at most 0.05 keeps the chance of any false rejection among all at 5 %,
/// however the tests depend on each other. Source: S. Holm, "A simple sequentially rejective multiple test procedure",
/// *Scandinavian Journal of Statistics* 6 (1979) 65-70.
public enum Holm {
    /// The adjusted values, in the order of those given; a test that could not be made has none and is not counted.
    public static func adjusted(_ values: [Double?]) -> [Double?] {
        let order = values.indices.filter { values[$0] != nil }.sorted { (values[$0] ?? 0) < (values[$1] ?? 0) }
        var adjusted = [Double?](repeating: nil, count: values.count)
        var greatest = 0.0
        for (rank, index) in order.enumerated() {
            greatest = max(greatest, min(1, Double(order.count - rank) * (values[index] ?? 1)))
            adjusted[index] = greatest
        }
        return adjusted
    }
}
