import AssayCore

/// The sums behind a paired difference of means over cells.
///
/// D = sum(D_c) / C over the C cells, D_c the paired difference within cell c, so that each cell counts the same however
/// many pairs it has. The interval is Tango's, at as many pairs n as have the variance that the cells have together: with
/// q_c the share of pairs that differ in cell c, n_c its pairs and q the mean of the q_c,
/// V = sum((q_c - D_c²) / n_c) / C² and n = min(C² / sum(1 / n_c), (q - D²) / V). Where pairs are clustered or weighted, n is
/// divided by a design effect and Student's t is taken, by the rules of `PairedSums`; clusters may reach over cells.
struct PairedMacroSums {
    /// The pairs of each cell.
    private(set) var tallies: [PairedTally]

    private var clusters: [[Int: Part]] = []
    private var places: [Int: Int] = [:]

    /// A cluster's weighted units within one cell.
    private struct Part {
        var first = (numerator: 0.0, denominator: 0.0)
        var second = (numerator: 0.0, denominator: 0.0)
        /// Units that rose and that fell, and all.
        var rose = 0.0
        var fell = 0.0
        var weight = 0.0

        mutating func add(_ one: Share, _ other: Share, weight: Double) {
            let (firstOf, secondOf) = (Double(one.denominator), Double(other.denominator))
            let change = Double(other.numerator) / secondOf - Double(one.numerator) / firstOf
            first.numerator += weight * Double(one.numerator)
            first.denominator += weight * firstOf
            second.numerator += weight * Double(other.numerator)
            second.denominator += weight * secondOf
            let units = weight * (firstOf + secondOf) / 2
            rose += units * max(0, change)
            fell += units * max(0, -change)
            self.weight += units
        }

        mutating func add(_ part: Part) {
            first.numerator += part.first.numerator
            first.denominator += part.first.denominator
            second.numerator += part.second.numerator
            second.denominator += part.second.denominator
            rose += part.rose
            fell += part.fell
            weight += part.weight
        }
    }

    /// Nothing in so many cells.
    init(cells: Int) {
        tallies = Array(repeating: PairedTally(), count: cells)
    }

    /// Adds a sample to a cell.
    mutating func add(
        _ first: Share, _ second: Share, weight: Double, cluster: Int, counts: (first: Bool, second: Bool), to cell: Int
    ) {
        tallies[cell].add(first, second, weight: weight, cluster: cluster, counts: counts)
        guard counts == (true, true), first.denominator > 0, second.denominator > 0 else { return }
        let place = places[cluster] ?? clusters.count
        if place == clusters.count { clusters.append([:]) }
        places[cluster] = place
        clusters[place][cell, default: Part()].add(first, second, weight: weight)
    }

    /// The mean of the cells' values; nil where a cell has no pair.
    var values: (first: Double, second: Double)? {
        let values = tallies.compactMap(\.values)
        guard values.count == tallies.count else { return nil }
        return (values.reduce(0) { $0 + $1.first } / count, values.reduce(0) { $0 + $1.second } / count)
    }

    /// What the difference could be over all completions: the mean of the cells', -1 to 1 for a cell without any unit.
    var bounds: Bounds {
        let bounds = tallies.map { $0.bounds ?? Bounds(low: -1, high: 1) }
        return Bounds(
            low: bounds.reduce(0) { $0 + $1.low } / count, high: bounds.reduce(0) { $0 + $1.high } / count)
    }

    /// Whether pairs are independent, and within each cell alike in weight and of one unit each.
    var isPlain: Bool { tallies.allSatisfy(\.isPlain) && clusters.allSatisfy { $0.count == 1 } }

    /// The interval of the difference; nil where a cell has no pair.
    var interval: Interval? {
        guard let values else { return nil }
        let totals = totals
        let spread = Spread(totals, units: tallies.map(\.units), difference: values.second - values.first)
        if isPlain { return interval(spread, effect: 1, quantile: Wilson.quantile, "tango-macro") }
        let method = "tango-macro-clustered"
        let effective = 1 / clusters.reduce(0) { $0 + Self.square(weight(of: $1, totals)) }
        guard let quantile = StudentT.quantile(degreesOfFreedom: effective - 1) else {
            return Interval(method: method, level: Wilson.level, low: -1, high: 1)
        }
        let effect = designEffect(spread, totals, effectiveClusters: effective)
        return interval(spread, effect: effect, quantile: quantile, method)
    }

    /// Each cluster's part in the difference under the null that each cell has one share in both runs.
    var parts: [Double] {
        let totals = totals
        return residuals(
            totals,
            of: totals.map { total in
                let share =
                    (total.first.numerator / total.first.denominator
                        + total.second.numerator / total.second.denominator) / 2
                return (share, share)
            })
    }

    private var count: Double { Double(tallies.count) }

    private var totals: [Part] {
        clusters.reduce(into: [Part](repeating: Part(), count: tallies.count)) { totals, cluster in
            for (cell, part) in cluster.sorted(by: { $0.key < $1.key }) { totals[cell].add(part) }
        }
    }

    /// What the cells' pairs say together.
    private struct Spread {
        let difference: Double
        /// The mean share of pairs that differ.
        let differing: Double
        /// The variance of the difference, were all pairs independent.
        let variance: Double
        /// Pairs that would have it in one cell.
        let size: Double
        /// C² / sum(1 / n_c).
        let units: Double

        init(_ totals: [Part], units: [Double], difference: Double) {
            let count = Double(totals.count)
            self.difference = difference
            let shares = totals.map { total in
                let change =
                    total.second.numerator / total.second.denominator - total.first.numerator / total.first.denominator
                // Shares of unequal denominators may differ by more than the units that are seen to.
                return (change, min(1, max((total.rose + total.fell) / total.weight, change.magnitude)))
            }
            differing = shares.reduce(0) { $0 + $1.1 } / count
            variance =
                zip(shares, units).reduce(0) { $0 + ($1.0.1 - $1.0.0 * $1.0.0) / $1.1 } / (count * count)
            let harmonic = count * count / units.reduce(0) { $0 + 1 / $1 }
            self.units = harmonic
            size = variance > 0 ? min(harmonic, (differing - difference * difference) / variance) : harmonic
        }
    }

    private func interval(_ spread: Spread, effect: Double, quantile: Double, _ method: String) -> Interval {
        let seen = Tango.Pairs(
            firstAlone: (spread.differing - spread.difference) / 2,
            secondAlone: (spread.differing + spread.difference) / 2, size: spread.size / effect)
        let ends = Tango.ends(seen, quantile: quantile)
        return Interval(method: method, level: Wilson.level, low: ends.low, high: ends.high)
    }

    /// The rule of `PairedSums`: never below 1, and towards clusters that are as one the fewer differ from what most do.
    private func designEffect(_ spread: Spread, _ totals: [Part], effectiveClusters: Double) -> Double {
        let greatest = max(1, spread.units / effectiveClusters)
        let unlikeMost = clustersUnlikeMost
        guard unlikeMost > 0, spread.variance > 0, clusters.count > 1 else { return greatest }
        let shares = totals.map {
            ($0.first.numerator / $0.first.denominator, $0.second.numerator / $0.second.denominator)
        }
        let squares = residuals(totals, of: shares).reduce(0) { $0 + $1 * $1 }
        let number = Double(clusters.count)
        let weight = Double(unlikeMost * unlikeMost)
        let effect = max(1, number / (number - 1) * squares / spread.variance)
        return (weight * effect + greatest) / (weight + 1)
    }

    /// Each cluster's part in the mean of the cells' differences, linearised at given shares of each cell.
    private func residuals(_ totals: [Part], of shares: [(first: Double, second: Double)]) -> [Double] {
        clusters.map { cluster in
            cluster.sorted { $0.key < $1.key }.reduce(0) { sum, entry in
                let (total, share, part) = (totals[entry.key], shares[entry.key], entry.value)
                let second = (part.second.numerator - share.second * part.second.denominator) / total.second.denominator
                let first = (part.first.numerator - share.first * part.first.denominator) / total.first.denominator
                return sum + second - first
            } / count
        }
    }

    private func weight(of cluster: [Int: Part], _ totals: [Part]) -> Double {
        cluster.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.weight / totals[$1.key].weight } / count
    }

    /// Clusters that are not wholly like the most: unchanged, risen, or fallen.
    private var clustersUnlikeMost: Int {
        func count(_ isOf: (Part) -> Bool) -> Int { clusters.count { $0.values.allSatisfy(isOf) } }
        let unchanged = count { $0.rose == 0 && $0.fell == 0 }
        let risen = count { $0.rose >= $0.weight * (1 - 1e-9) }
        let fallen = count { $0.fell >= $0.weight * (1 - 1e-9) }
        return clusters.count - max(unchanged, risen, fallen)
    }

    private static func square(_ number: Double) -> Double { number * number }
}
