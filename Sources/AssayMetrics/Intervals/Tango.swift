/// The score interval of a difference of two paired shares.
///
/// It holds every difference d that the score test does not reject: (D - d)² <= z² V(d), with
/// V(d) = (2 q + d (1 - d)) / n and q the share of pairs that count in the first run alone, as it is most likely under d.
/// Source: T. Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
/// design", *Statistics in Medicine* 17 (1998) 891-908. It is never zero wide, also where no pair differs.
enum Tango {
    /// What was seen of the pairs; none of it need be whole, where pairs are clustered.
    struct Pairs {
        /// The share of pairs that count in the first run alone.
        let firstAlone: Double
        /// The share of pairs that count in the second run alone.
        let secondAlone: Double
        /// How many independent pairs.
        let size: Double

        var difference: Double { secondAlone - firstAlone }
    }

    /// Both ends, within -1...1.
    static func ends(_ pairs: Pairs, quantile: Double) -> (low: Double, high: Double) {
        (end(pairs, quantile, outermost: -1), end(pairs, quantile, outermost: 1))
    }

    /// Halves the stretch between the difference, which is held, and -1 or 1.
    private static func end(_ pairs: Pairs, _ quantile: Double, outermost: Double) -> Double {
        var (inner, outer) = (pairs.difference, outermost)
        for _ in 0..<60 {
            let middle = (inner + outer) / 2
            let distance = pairs.difference - middle
            if distance * distance > quantile * quantile * variance(pairs, under: middle) {
                outer = middle
            } else {
                inner = middle
            }
        }
        return outer
    }

    private static func variance(_ pairs: Pairs, under difference: Double) -> Double {
        // Tango's quadratic for q, divided by n.
        let linear =
            (2 - pairs.secondAlone + pairs.firstAlone) * difference - pairs.secondAlone - pairs.firstAlone
        let constant = -pairs.firstAlone * difference * (1 - difference)
        let likely = (max(0, linear * linear - 8 * constant).squareRoot() - linear) / 4
        return max(0, 2 * likely + difference * (1 - difference)) / pairs.size
    }
}
