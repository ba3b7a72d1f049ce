/// Answers by how sure the model was: in each bin the mean confidence beside the share of right answers.
///
/// The expected calibration error is sum(W_b / W |right_b - confidence_b|) over the bins b, W being weights of answers
/// (M. P. Naeini, G. F. Cooper, M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015;
/// C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, "On calibration of modern neural networks", ICML 2017).
public struct ReliabilityBins: Sendable, Hashable {
    /// Answers whose confidence is alike.
    public struct Bin: Sendable, Hashable {
        /// Confidences of the bin are above this one; the first bin of equal width holds 0 too.
        ///
        /// Of a bin of equal mass, the least confidence in it.
        public let from: Double
        /// Confidences of the bin are at most this one; of a bin of equal mass, the greatest in it.
        public let to: Double
        /// How many answers.
        public let count: Int
        /// Their share of the weight of all answers.
        public let share: Double
        /// The mean confidence; nil where there are none.
        public let confidence: Double?
        /// The share of right answers; nil where there are none.
        public let accuracy: Double?
    }

    /// The bins, from the least confidence to the greatest.
    public let bins: [Bin]

    private static let count = 10

    /// The expected calibration error; nil where there are no answers.
    public var expectedError: Double? {
        let held = bins.filter { $0.count > 0 }
        guard !held.isEmpty else { return nil }
        return held.reduce(0) { $0 + $1.share * abs(($1.accuracy ?? 0) - ($1.confidence ?? 0)) }
    }

    /// Ten bins of equal width: (0, 0.1], (0.1, 0.2] to (0.9, 1]; 0 lies in the first.
    ///
    /// The edges are the numbers nearest to k / 10, so that 0.3 and 30 of 100 lie in (0.2, 0.3], and 0.1 + 0.2, which is a trace
    /// more, in the next.
    static func ofEqualWidth(_ units: [CalibrationUnits.Unit]) -> ReliabilityBins {
        var sums = [Sum](repeating: Sum(), count: count)
        for unit in units { sums[bin(of: unit.confidence)].add(unit) }
        let edges = (0...count).map { Double($0) / Double(count) }
        return ReliabilityBins(zip(sums, zip(edges, edges.dropFirst())).map { ($0, $1.0, $1.1) })
    }

    private static func bin(of confidence: Double) -> Int {
        // The product is right but for rounding; the edges decide.
        let near = Int((confidence * Double(count)).rounded(.down))
        let first = max(0, near - 1)
        return (first..<count).first { confidence <= Double($0 + 1) / Double(count) } ?? count - 1
    }

    /// At most ten bins that hold about as many answers each; equal confidences stay together.
    ///
    /// In order of confidence, answers of one confidence that have the weight w and the weight b before them go into the bin
    /// floor(10 (b + w / 2) / W) of W in all: the one in which their middle lies. A bin into which none falls is left out.
    ///
    /// `order`: the places of the answers in order of confidence, where it is known.
    static func ofEqualMass(_ units: [CalibrationUnits.Unit], in order: [Int]? = nil) -> ReliabilityBins {
        let order = order ?? CalibrationUnits.order(of: units)
        let isWeighted = units.contains { $0.weight != units[0].weight }
        let weight: (Int) -> Double = { isWeighted ? units[$0].weight : 1 }
        let whole = order.reduce(0) { $0 + weight($1) }
        var sums = [(sum: Sum, low: Double, high: Double)?](repeating: nil, count: count)
        var (start, before) = (0, 0.0)
        while start < order.count {
            let confidence = units[order[start]].confidence
            var (end, own) = (start, 0.0)
            while end < order.count, units[order[end]].confidence == confidence {
                own += weight(order[end])
                end += 1
            }
            // Halves of whole numbers are exact: without weights no rounding decides.
            let bin = min(count - 1, Int((Double(count) * (before + own / 2) / whole).rounded(.down)))
            var held = sums[bin] ?? (Sum(), confidence, confidence)
            for place in start..<end { held.sum.add(units[order[place]]) }
            held.high = confidence
            sums[bin] = held
            (start, before) = (end, before + own)
        }
        return ReliabilityBins(sums.compactMap(\.self).map { ($0.sum, $0.low, $0.high) })
    }

    private init(_ sums: [(sum: Sum, low: Double, high: Double)]) {
        let whole = sums.reduce(0) { $0 + $1.sum.weight }
        bins = sums.map { entry in
            let sum = entry.sum
            return Bin(
                from: entry.low, to: entry.high, count: sum.count, share: whole > 0 ? sum.weight / whole : 0,
                confidence: sum.count > 0 ? sum.confidence / sum.weight : nil,
                accuracy: sum.count > 0 ? sum.right / sum.weight : nil)
        }
    }

    private struct Sum {
        var count = 0
        var weight = 0.0
        var confidence = 0.0
        var right = 0.0

        mutating func add(_ unit: CalibrationUnits.Unit) {
            count += 1
            weight += unit.weight
            confidence += unit.weight * unit.confidence
            if unit.isRight { right += unit.weight }
        }
    }
}
