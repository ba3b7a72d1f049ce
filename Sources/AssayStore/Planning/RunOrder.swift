/// The order of a run: which sample stands where, and for how many of the dataset it stands.
///
/// Within a stratum samples are ordered by a hash of seed and id. Over the strata each sample stands at
/// (rank - 1/2) / (samples planned in its stratum), ties by hash: any prefix of the order has nearly the run's own
/// proportions.
struct RunOrder: Sendable {
    /// A sample as far as its place depends on it: 16 bytes, since there is one for each sample of a dataset.
    struct Sample {
        fileprivate let hash: UInt64
        fileprivate let number: Int32
        fileprivate let stratum: Int32

        /// `number`: in the dataset, from 1; `hash`: of the seed and the id; `stratum`: its index.
        init(number: Int, hash: UInt64, stratum: Int) {
            self.hash = hash
            self.number = Int32(number)
            self.stratum = Int32(stratum)
        }
    }

    /// By the number in the dataset, from 1: the place in the run, from 1; 0 where a sample is left out.
    private var ordinals: [Int32]
    private var strata: [Int32]
    private let weights: [Double]

    /// The order of a dataset's samples.
    ///
    /// `samples`: all of them, in order of their ids, which decides where hashes are equal.
    /// `sizes` and `quotas`: samples in each stratum, and how many of them are planned.
    init(of samples: [Sample], sizes: [Int], quotas: [Int]) {
        ordinals = Array(repeating: 0, count: samples.count)
        strata = ordinals
        weights = zip(sizes, quotas).map { Double($0) / Double($1) }
        for sample in samples { strata[Int(sample.number) - 1] = sample.stratum }
        for (index, number) in Self.planned(samples, quotas).enumerated() {
            ordinals[Int(number) - 1] = Int32(index + 1)
        }
    }

    /// The numbers of the planned samples in order of the run.
    private static func planned(_ samples: [Sample], _ quotas: [Int]) -> [Int32] {
        var ranks = Array(repeating: 0, count: quotas.count)
        var placed: [(place: Double, hash: UInt64, turn: Int)] = []
        placed.reserveCapacity(quotas.reduce(0, +))
        // Sorting is stable: equal hashes stay in order of the ids.
        for turn in samples.indices.sorted(by: { samples[$0].hash < samples[$1].hash }) {
            let stratum = Int(samples[turn].stratum)
            ranks[stratum] += 1
            guard ranks[stratum] <= quotas[stratum] else { continue }
            let place = (2 * Double(ranks[stratum]) - 1) / Double(2 * quotas[stratum])
            placed.append((place, samples[turn].hash, turn))
        }
        placed.sort { ($0.place, $0.hash, $0.turn) < ($1.place, $1.hash, $1.turn) }
        return placed.map { samples[$0.turn].number }
    }

    /// The numbers of all samples of the dataset.
    var numbers: Range<Int> { 1..<ordinals.count + 1 }

    /// The place of a sample in the run, from 1; nil where it is left out.
    func ordinal(of number: Int) -> Int? {
        let ordinal = ordinals[number - 1]
        return ordinal > 0 ? Int(ordinal) : nil
    }

    /// How many samples of the dataset a planned sample stands for.
    func weight(of number: Int) -> Double {
        weights[Int(strata[number - 1])]
    }
}
