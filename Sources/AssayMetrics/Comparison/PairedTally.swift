import AssayCore

/// The sums behind a paired difference.
struct PairedTally {
    /// Samples with a value in both runs.
    private(set) var pairs = 0
    /// Samples that only one run, or neither, has a value of.
    private(set) var leftOut = PairedDifference.LeftOut()
    /// Pairs whose share is greater in the second run.
    private(set) var rose = 0
    /// Pairs whose share is greater in the first run.
    private(set) var fell = 0
    /// Numerator and denominator of each run over the pairs, weights aside.
    private(set) var counts = (first: (numerator: 0, denominator: 0), second: (numerator: 0, denominator: 0))
    /// Whether weights differ.
    private(set) var isWeighted = false

    private var areSingle = true
    private var firstWeight: Double?
    private var sums = PairedSums()
    private var places: [Int: Int] = [:]
    private var open = (first: Completion(), second: Completion())

    /// A run's weighted units over all common samples, resolved or not.
    private struct Completion {
        var counted = 0.0
        var mayCount = 0.0
        var mayNotCount = 0.0
        var all = 0.0

        mutating func add(_ share: Share, weight: Double) {
            counted += weight * Double(share.numerator)
            mayCount += weight * Double(share.excluded + share.mayCount)
            mayNotCount += weight * Double(share.mayNotCount)
            all += weight * Double(share.denominator + share.excluded)
        }

        var bounds: Bounds? {
            guard all > 0 else { return nil }
            return Bounds(low: max(0, counted - mayNotCount) / all, high: min(all, counted + mayCount) / all)
        }
    }

    /// Adds a sample; one that the metric is not about changes nothing.
    ///
    /// `counts`: whether the sample may enter a value of either run; the bounds know of it in any case.
    mutating func add(
        _ first: Share, _ second: Share, weight: Double, cluster: Int,
        counts: (first: Bool, second: Bool) = (true, true)
    ) {
        guard first != .none || second != .none else { return }
        open.first.add(first, weight: weight)
        open.second.add(second, weight: weight)
        let (hasFirst, hasSecond) = (counts.first && first.denominator > 0, counts.second && second.denominator > 0)
        guard leftOut.admits(first: hasFirst, second: hasSecond) else { return }
        addPair(first, second, weight: weight, cluster: cluster)
    }

    private mutating func addPair(_ first: Share, _ second: Share, weight: Double, cluster: Int) {
        pairs += 1
        isWeighted = isWeighted || weight != firstWeight ?? weight
        firstWeight = firstWeight ?? weight
        areSingle = areSingle && first.denominator == 1 && second.denominator == 1
        counts.first.numerator += Int(first.numerator)
        counts.first.denominator += Int(first.denominator)
        counts.second.numerator += Int(second.numerator)
        counts.second.denominator += Int(second.denominator)
        let change = second.value - first.value
        if change > 0 { rose += 1 } else if change < 0 { fell += 1 }
        let place = places[cluster] ?? places.count
        places[cluster] = place
        sums.add(first, second, weight: weight, to: place)
    }

    /// Units of the pairs, weights aside: the mean of both runs'.
    var units: Double { Double(counts.first.denominator + counts.second.denominator) / 2 }

    /// Whether no sample is in it, resolved or not.
    var isEmpty: Bool { pairs + leftOut.all == 0 }

    /// Whether pairs are independent, alike in weight and of one unit each, so that McNemar's test applies.
    var isPlain: Bool { areSingle && !isWeighted && sums.count == pairs }

    /// The value of both runs over the pairs; nil where there are none.
    var values: (first: Double, second: Double)? {
        guard pairs > 0 else { return nil }
        guard isWeighted else {
            return (
                Double(counts.first.numerator) / Double(counts.first.denominator),
                Double(counts.second.numerator) / Double(counts.second.denominator)
            )
        }
        return sums.values
    }

    /// The interval of the difference; nil where there are no pairs.
    var interval: Interval? {
        guard let values else { return nil }
        return isPlain
            ? PairedSums.interval(firstAlone: fell, secondAlone: rose, pairs: pairs) : sums.interval(of: values)
    }

    /// Each cluster's part in the difference under the null that both runs have one share.
    var parts: [Double] { values.map { sums.parts(of: $0, under: ($0.first + $0.second) / 2) } ?? [] }

    /// What the difference could be over all completions, over all common samples; nil where there are none.
    var bounds: Bounds? {
        guard let first = open.first.bounds, let second = open.second.bounds else { return nil }
        return Bounds(low: second.low - first.high, high: second.high - first.low)
    }
}

extension Share {
    /// The sample's own share; only where it has units.
    fileprivate var value: Double { Double(numerator) / Double(denominator) }
}
