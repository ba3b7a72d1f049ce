public import AssayCore

/// How well a model's confidence fits its right answers (MEASUREMENT 9).
///
/// The unit is the answer; the sample is the cluster of its trials. An answer is right where it names the right letter, or is
/// graded correct; a readable confidence of an answer without a readable letter counts as one in a wrong answer where the model stated it.
public struct Calibration: Sendable, Hashable {
    /// Where confidence was taken from.
    public let source: ConfidenceSource
    /// What is taken for confidence, each with its bins; the first stands for the whole.
    public let readings: [Reading]
    /// What the letters' probabilities show; nil where there are none.
    public let letters: Letters?
    /// Every metric: those of the whole run, then each kind of confidence, then right and wrong answers apart, and those with a search.
    public let estimates: [Estimate]

    /// One kind of confidence.
    public struct Reading: Sendable, Hashable {
        /// Which.
        public let kind: ConfidenceKind
        /// Answers that have it.
        public let answers: Int
        /// Records that have not.
        public let excluded: RecordsWithoutConfidence
        /// Ten bins of equal width.
        public let bins: ReliabilityBins
        /// Ten bins of equal mass.
        public let equalMass: ReliabilityBins

        /// The share of all records that have it; nil of no records.
        public var coverage: Double? {
            let planned = answers + excluded.count
            return planned > 0 ? Double(answers) / Double(planned) : nil
        }
    }

    /// What the probabilities of letters show.
    public struct Letters: Sendable, Hashable {
        /// Answers that have them.
        public let answers: Int
        /// The mean sum of the probabilities of all letters that were offered, by the samples' weights.
        public let meanMass: Double
        /// Answers in which an offered letter is not among the likeliest tokens.
        public let withUnlisted: Int
        /// How many letters that are, over all answers.
        public let unlisted: Int
    }

    /// The names of what is measured, by which gates call it.
    public static func metricNames(from source: ConfidenceSource, isChoice: Bool) -> [String] {
        CalibrationMetric.all(isChoice: isChoice && source == .logprobs).map(\.name)
    }

    /// The calibration of a run; of one that stopped, values over the start of its order and bounds over the plan.
    public init<Label: VerdictLabel>(
        of records: Records<Label>, from source: ConfidenceSource, upTo prefix: Int? = nil
    ) {
        let first = prefix.flatMap { $0 < records.samples.count ? records.prefix($0) : nil }
        let layout = Layout(
            isChoice: Label.self == ChoiceLabel.self && source == .logprobs, searching: Self.searches(records))
        var readings: [Reading] = []
        var parts: [Estimate] = []
        // One kind at a time, so that only one list of answers is in memory.
        for kind in ConfidenceKind.all(from: source) {
            let units = CalibrationUnits(of: records, kind: kind)
            let found = Self.estimates(of: units, kind, layout)
            guard let first, let prefix else {
                parts += found
                readings.append(Reading(units, kind))
                continue
            }
            let start = CalibrationUnits(of: first, kind: kind)
            parts += Measurement.stopped(found, with: Self.estimates(of: start, kind, layout), after: prefix)
            readings.append(Reading(start, kind))
        }
        self.source = source
        self.readings = readings
        letters = Letters(first ?? records)
        estimates = Self.whole(of: parts, readings.first?.kind, layout) + parts
    }

    /// Which metrics there are.
    private struct Layout {
        let isChoice: Bool
        let searching: Bool
    }

    /// What stands for the run: the first kind of confidence, and what only another has.
    private static func whole(of parts: [Estimate], _ kind: ConfidenceKind?, _ layout: Layout) -> [Estimate] {
        CalibrationMetric.all(isChoice: layout.isChoice).compactMap { metric in
            let kind = metric == .brierOfLetters ? .normalised : kind
            return parts.first { $0.name == metric.name && $0.group == [.confidence: kind?.rawValue ?? ""] }?.of([:])
        }
    }

    private static func searches<Label>(_ records: Records<Label>) -> Bool {
        records.samples.contains { sample in
            (0..<records.trials).contains { records.searches(of: sample, trial: $0) > 0 }
        }
    }

    private static func estimates(
        of units: CalibrationUnits, _ kind: ConfidenceKind, _ layout: Layout
    ) -> [Estimate] {
        CalibrationMetric.all(isChoice: layout.isChoice).filter { $0 != .brierOfLetters || kind == .normalised }
            .map { $0.estimate(of: units).of([.confidence: kind.rawValue]) }
            + means(of: units, kind, searching: layout.searching)
    }

    /// The publication's Table 6: right and wrong answers, with a search and without.
    private static func means(
        of units: CalibrationUnits, _ kind: ConfidenceKind, searching: Bool
    ) -> [Estimate] {
        let answers: [Bool?] = [nil, true, false]
        let searches: [Bool?] = searching ? [nil, true, false] : [nil]
        return searches.flatMap { isSearched in
            answers.compactMap { isRight in
                guard isSearched != nil || isRight != nil else { return nil }
                var group: [Group: String] = [.confidence: kind.rawValue]
                group[.answer] = isRight.map { $0 ? "correct" : "incorrect" }
                group[.search] = isSearched.map { $0 ? "used" : "none" }
                let part = CalibrationUnits.Part(isRight: isRight, isSearched: isSearched)
                return CalibrationMetric.meanConfidence.estimate(of: units, in: part).of(group)
            }
        }
    }
}

extension Calibration.Reading {
    fileprivate init(_ units: CalibrationUnits, _ kind: ConfidenceKind) {
        self.init(
            kind: kind, answers: units.units.count, excluded: units.excluded, bins: .ofEqualWidth(units.units),
            equalMass: .ofEqualMass(units.units, in: units.order))
    }
}

extension Calibration.Letters {
    /// Nil where no answer has letters.
    fileprivate init?<Label>(_ records: Records<Label>) {
        var (answers, withUnlisted, unlisted) = (0, 0, 0)
        var (mass, weights) = (0.0, 0.0)
        for sample in records.samples {
            for trial in 0..<records.trials {
                guard let confidence = records.confidence(of: sample, trial: trial), let letters = confidence.letters
                else { continue }
                answers += 1
                mass += records.weight(of: sample) * letters.reduce(0, +)
                weights += records.weight(of: sample)
                withUnlisted += confidence.unlisted > 0 ? 1 : 0
                unlisted += confidence.unlisted
            }
        }
        guard weights > 0 else { return nil }
        self.init(answers: answers, meanMass: mass / weights, withUnlisted: withUnlisted, unlisted: unlisted)
    }
}

extension Group {
    /// Which confidence a metric is of: raw, normalised, stated, first_token.
    public static let confidence: Group = "confidence"
    /// Whether answers are correct or incorrect.
    public static let answer: Group = "answer"
    /// Whether answers rest on a search: used, none.
    public static let search: Group = "search"
}
