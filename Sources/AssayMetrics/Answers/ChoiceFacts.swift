public import AssayCore

/// What the letters of a multiple-choice run look like, and what rates stand without any knowledge.
public struct ChoiceFacts: Sendable, Hashable {
    /// How options were shown.
    public let order: OptionOrder
    /// Answers that came.
    public let answers: Int
    /// How often each offered letter was picked, in order of the letters.
    public let picks: [Count]
    /// How often the right option was shown under each offered letter, over the same answers.
    public let keys: [Count]
    /// Answers without exactly one letter that can be read.
    public let unreadable: Int
    /// What answering the commonest key letter throughout would get; nil where nothing is known of the keys.
    public let majority: Majority?
    /// What a letter drawn at random would get: the mean of 1 / options; nil where their number is not known.
    public let random: Double?

    /// A letter with a count.
    public struct Count: Sendable, Hashable {
        /// The letter.
        public let letter: ChoiceLabel
        /// How often.
        public let count: Int
    }

    /// What a constant answer would get.
    public struct Majority: Sendable, Hashable {
        /// The letter that is the key most often; the first of several.
        public let letter: ChoiceLabel
        /// Its share, by the samples' weights.
        public let value: Double
        /// How often it is the key; nil where weights differ.
        public let numerator: Int?
        /// Of how many: samples in the published order, else answers that came; nil where weights differ.
        public let denominator: Int?
    }

    /// The facts of a run whose options were shown in an order.
    ///
    /// - Parameters:
    ///   - plan: the whole run, pending records included.
    ///   - order: how options were shown.
    ///   - prefix: how many samples at the start of the run's order are looked at; all of them where none is given.
    public init(_ plan: Records<ChoiceLabel>, order: OptionOrder, upTo prefix: Int? = nil) {
        let records = prefix.map(plan.prefix) ?? plan
        var (picked, shown) = ([ChoiceLabel: Int](), [ChoiceLabel: Int]())
        for sample in records.samples {
            for trial in 0..<records.trials {
                guard let choice = records.label(of: .choice, sample: sample, trial: trial),
                    let key = records.label(of: .key, sample: sample, trial: trial)
                else { continue }
                picked[choice, default: 0] += 1
                shown[key, default: 0] += 1
            }
        }
        // Every letter of the plan, so that a start of it names the same ones.
        let offered = plan.samples.compactMap { Self.options(of: $0, in: plan) }
        let most = max(offered.max() ?? 0, ChoiceLabel.letters.lastIndex { shown[$0] != nil }.map { $0 + 1 } ?? 0)
        let letters = ChoiceLabel.letters.prefix(most)
        self.order = order
        answers = picked.values.reduce(0, +)
        picks = letters.map { Count(letter: $0, count: picked[$0] ?? 0) }
        keys = letters.map { Count(letter: $0, count: shown[$0] ?? 0) }
        unreadable = picked[.unreadable] ?? 0
        majority = Self.majority(records, order)
        random = Self.random(records)
    }

    /// The recall of every offered letter, each an estimate of the group `letter`.
    ///
    /// Of a run that stopped: values over the start of its order, bounds over the plan.
    public func recalls(in records: Records<ChoiceLabel>, upTo prefix: Int? = nil) -> [Estimate] {
        let whole = recalls(of: records)
        guard let prefix, prefix < records.samples.count else { return whole }
        return Measurement.stopped(whole, with: recalls(of: records.prefix(prefix)), after: prefix)
    }

    private func recalls(of records: Records<ChoiceLabel>) -> [Estimate] {
        keys.map { key in
            ChoiceShare.recall(of: key.letter, order: order).measure(records).of([Self.letter: key.letter.name])
        }
    }

    private static let letter: Group = "letter"

    private static func options(of sample: Int, in records: Records<ChoiceLabel>) -> Int? {
        records.value(of: .options, sample: sample).flatMap { Int($0) }
    }

    /// In the published order the keys of all samples are known, in another those of the answers that came.
    private static func majority(_ records: Records<ChoiceLabel>, _ order: OptionOrder) -> Majority? {
        var (weights, counts) = ([ChoiceLabel: Double](), [ChoiceLabel: Int]())
        var seen: Set<Double> = []
        for sample in records.samples {
            let weight = records.weight(of: sample)
            for key in keys(of: sample, in: records, order) {
                weights[key, default: 0] += weight
                counts[key, default: 0] += 1
                seen.insert(weight)
            }
        }
        let isWeighted = seen.count > 1
        let totals = isWeighted ? weights : counts.mapValues(Double.init)
        let whole = ChoiceLabel.letters.reduce(0) { $0 + (totals[$1] ?? 0) }
        let most = ChoiceLabel.letters.max { (totals[$0] ?? 0) < (totals[$1] ?? 0) }
        guard whole > 0, let most, let total = totals[most], let count = counts[most] else { return nil }
        return Majority(
            letter: most, value: total / whole, numerator: isWeighted ? nil : count,
            denominator: isWeighted ? nil : counts.values.reduce(0, +))
    }

    private static func keys(
        of sample: Int, in records: Records<ChoiceLabel>, _ order: OptionOrder
    ) -> [ChoiceLabel] {
        guard order != .published else {
            return records.value(of: .key, sample: sample).flatMap(ChoiceLabel.init).map { [$0] } ?? []
        }
        return (0..<records.trials).compactMap { records.label(of: .key, sample: sample, trial: $0) }
    }

    private static func random(_ records: Records<ChoiceLabel>) -> Double? {
        var (sum, weights) = (0.0, 0.0)
        for sample in records.samples {
            guard let options = options(of: sample, in: records), options > 0 else { return nil }
            sum += records.weight(of: sample) / Double(options)
            weights += records.weight(of: sample)
        }
        return weights > 0 ? sum / weights : nil
    }
}
