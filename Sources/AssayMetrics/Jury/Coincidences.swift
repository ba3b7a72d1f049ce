import AssayCore

/// How often two jurors gave a pair of values to the same answer: what coefficients of agreement are made of.
///
/// A unit is one answer with the values that jurors gave to it; one with fewer than two values pairs with nothing and
/// stays out of everything. Each ordered pair of values of a unit with m of them counts 1 / (m - 1), so that the matrix
/// adds up to the number of values (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011).
struct Coincidences: Sendable, Hashable {
    /// Units with at least two values.
    private(set) var units = 0
    private let categories: Int
    private var pairs: [Double]
    private var agreeing = 0.0
    private var shares: [Double]
    private var rated = 0

    /// Nothing counted yet, of values in so many categories.
    init(categories: Int) {
        self.categories = categories
        pairs = Array(repeating: 0, count: categories * categories)
        shares = Array(repeating: 0, count: categories)
    }

    /// Adds a unit; `counts` tells how many jurors gave each value, in the order of the scale.
    mutating func add(_ counts: [Int]) {
        let values = counts.reduce(0, +)
        guard values > 0 else { return }
        rated += 1
        for category in 0..<categories { shares[category] += Double(counts[category]) / Double(values) }
        guard values > 1 else { return }
        units += 1
        for row in 0..<categories where counts[row] > 0 {
            for column in 0..<categories {
                let ordered = counts[row] * (row == column ? counts[row] - 1 : counts[column])
                pairs[row * categories + column] += Double(ordered) / Double(values - 1)
                if row == column { agreeing += Double(ordered) / Double(values * (values - 1)) }
            }
        }
    }

    /// The mean over units of the share of pairs that agree; nil where nothing pairs.
    var raw: Double? { units > 0 ? agreeing / Double(units) : nil }

    /// Whether pairable values differ at all; without that no coefficient is defined.
    var holdsSeveralValues: Bool { totals.count { $0 > 0 } > 1 }

    /// Krippendorff's alpha: 1 - (n - 1) sum(o_ck d_ck) / sum(n_c n_k d_ck); nil where one value alone occurs.
    ///
    /// d_ck is 1 for different labels; on an ordered scale (sum of n_g for g from c to k, less (n_c + n_k) / 2)².
    func alpha(isOrdinal: Bool) -> Double? {
        guard holdsSeveralValues else { return nil }
        let totals = totals
        var (seen, expected) = (0.0, 0.0)
        for low in 0..<categories {
            for high in (low + 1)..<max(low + 1, categories) {
                let between = totals[low...high].reduce(0, +) - (totals[low] + totals[high]) / 2
                let distance = isOrdinal ? between * between : 1
                seen += pairs[low * categories + high] * distance
                expected += totals[low] * totals[high] * distance
            }
        }
        return 1 - (totals.reduce(0, +) - 1) * seen / expected
    }

    /// Gwet's AC1: (p_a - p_e) / (1 - p_e); nil where one value alone occurs, or nothing pairs.
    ///
    /// p_a is the raw agreement, p_e = sum(s_c (1 - s_c)) / (q - 1) over the q values that occur, s_c the mean share of a
    /// value over all answers with any (K. L. Gwet, "Computing inter-rater reliability and its variance in the presence
    /// of high agreement", *British Journal of Mathematical and Statistical Psychology* 61 (2008) 29-48).
    var ac1: Double? {
        let occurring = shares.filter { $0 > 0 }
        guard let raw, occurring.count > 1 else { return nil }
        let means = occurring.map { $0 / Double(rated) }
        let chance = means.reduce(0) { $0 + $1 * (1 - $1) } / Double(occurring.count - 1)
        return (raw - chance) / (1 - chance)
    }

    /// How often each value occurs among those that pair.
    var totals: [Double] {
        (0..<categories).map { row in pairs[(row * categories)..<((row + 1) * categories)].reduce(0, +) }
    }

    /// How many values pair with one like themselves.
    var diagonal: Double { (0..<categories).reduce(0) { $0 + pairs[$1 * categories + $1] } }
}
