import AssayCore

/// The sums behind a share: what was counted, what could not be, and how it lies in clusters.
///
/// Where all weights are alike, everything is computed from whole numbers: exact, and the same in every order of the
/// samples. Otherwise sums run in the order of the samples.
struct Tally {
    /// Units that were counted, weights aside.
    private(set) var numerator = 0
    /// Units that could be ruled on, weights aside.
    private(set) var denominator = 0
    /// Units that could not, weights aside.
    private(set) var excluded = 0
    /// Whether weights differ, so that the counts are not what the value is the quotient of.
    private(set) var isWeighted = false

    private var firstWeight: Double?
    private var weightedExcluded = 0.0
    /// Counts and weighted sums of what is counted but open, below and above.
    private var mayNotCount = (units: 0, weight: 0.0)
    private var mayCount = (units: 0, weight: 0.0)
    private var clusters: [Cluster] = []
    private var places: [Int: Int] = [:]

    private struct Cluster {
        var numerator = 0
        var denominator = 0
        var weightedNumerator = 0.0
        var weightedDenominator = 0.0
    }

    /// Adds a sample.
    mutating func add(_ share: Share, weight: Double, cluster: Int) {
        let units = share.denominator + share.excluded
        guard units > 0 else { return }
        if let firstWeight {
            isWeighted = isWeighted || weight != firstWeight
        } else {
            firstWeight = weight
        }
        numerator += Int(share.numerator)
        denominator += Int(share.denominator)
        excluded += Int(share.excluded)
        weightedExcluded += weight * Double(share.excluded)
        mayNotCount.units += Int(share.mayNotCount)
        mayNotCount.weight += weight * Double(share.mayNotCount)
        mayCount.units += Int(share.mayCount)
        mayCount.weight += weight * Double(share.mayCount)
        if share.denominator > 0 { add(share, weight: weight, to: cluster) }
    }

    private mutating func add(_ share: Share, weight: Double, to cluster: Int) {
        let place: Int
        if let known = places[cluster] {
            place = known
        } else {
            place = clusters.count
            places[cluster] = place
            clusters.append(Cluster())
        }
        clusters[place].numerator += Int(share.numerator)
        clusters[place].denominator += Int(share.denominator)
        clusters[place].weightedNumerator += weight * Double(share.numerator)
        clusters[place].weightedDenominator += weight * Double(share.denominator)
    }

    /// Whether no sample is in it, resolved or not.
    var isEmpty: Bool { firstWeight == nil }

    /// The share; nil where nothing is resolved.
    var value: Double? {
        let sums = self.sums
        return sums.of > 0 ? sums.counted / sums.of : nil
    }

    /// What the share could be over all completions of the excluded units; nil where there are no units.
    var bounds: Bounds? {
        let sums = self.sums
        let planned = sums.of + sums.open
        guard planned > 0 else { return nil }
        let less = isWeighted ? mayNotCount.weight : Double(mayNotCount.units)
        let more = sums.open + (isWeighted ? mayCount.weight : Double(mayCount.units))
        // Sums of weights may pass the whole by their last bits.
        return Bounds(
            low: max(0, sums.counted - less) / planned, high: min(planned, sums.counted + more) / planned)
    }

    /// The interval of the share; nil where nothing is resolved.
    var interval: Interval? {
        var sums = ClusterSums()
        for cluster in clusters {
            let (numerator, denominator) =
                isWeighted
                ? (cluster.weightedNumerator, cluster.weightedDenominator)
                : (Double(cluster.numerator), Double(cluster.denominator))
            sums.add(units: cluster.denominator, numerator: numerator, denominator: denominator)
        }
        return sums.interval
    }

    private var sums: (counted: Double, of: Double, open: Double) {
        guard isWeighted else { return (Double(numerator), Double(denominator), Double(excluded)) }
        var (counted, of) = (0.0, 0.0)
        for cluster in clusters {
            counted += cluster.weightedNumerator
            of += cluster.weightedDenominator
        }
        return (counted, of, weightedExcluded)
    }
}
