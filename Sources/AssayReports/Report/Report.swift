public import AssayCore
public import AssayMetrics

/// Everything that a reader is shown of a run, free of any form of printing.
public struct Report: Sendable {
    /// What was planned.
    public let manifest: Manifest
    /// What happened.
    public let facts: RunFacts
    /// What became of the records.
    public let tally: Tally
    /// The metrics, the whole first, then slice by slice.
    public let estimates: [Estimate]
    /// What a reader has to know before trusting the numbers: sentences.
    public let notes: [String]
    /// Letters and baselines; nil for a run that is no multiple choice.
    public let choices: ChoiceFacts?
    /// How many samples at the start of the run's order the values of a run that stopped rest on; nil for a whole run.
    public let estimatedOn: Int?
    /// Breakdowns that are too long for a terminal; JSON, CSV and pages have them.
    public let details: [[Group]]
    /// English names beside values of groups that are not English.
    public let glosses: [String: String]
    /// How much of each published set the run covers.
    let coverage: [PublishedShare]
    /// The breakdowns whose cells are all known beforehand.
    public let grids: [Grid]
    /// What a jury's votes show, a question each; none without a jury.
    public let juries: [JuryMeasures]
    /// How the model's confidence fits its right answers; nil for a run that does not ask.
    public let calibration: Calibration?
    /// How the languages of the run differ over samples that are translations of one another; nil where none are.
    public let translations: Translations?
    /// The languages of the samples, in alphabetical order: `en`, `zh`.
    let languages: [String]

    /// Differences between two languages, the second less the first, over the samples that were asked in both.
    public struct Translations: Sendable {
        let first, second: Language
        /// How many samples were asked in both.
        let pairs: Int
        let differences: [PairedDifference]

        /// Differences, a metric each.
        public init(from first: Language, to second: Language, pairs: Int, differences: [PairedDifference]) {
            self.first = first
            self.second = second
            self.pairs = pairs
            self.differences = differences
        }
    }

    /// A report on a run.
    ///
    /// - Parameters:
    ///   - manifest: what was planned.
    ///   - facts: what happened.
    ///   - records: how every record ended.
    ///   - estimates: the metrics, the whole first; `Estimate.group` tells slices apart.
    ///   - warnings: what the caller knows beside; they stand among the notes.
    ///   - choices: letters and baselines of a multiple-choice run.
    ///   - estimatedOn: for a run that stopped, how many samples at the start of its order the values rest on.
    ///   - details: breakdowns that are too long for a terminal.
    ///   - grids: the breakdowns whose every cell has an estimate.
    ///   - glosses: English names beside values of groups that are not English.
    ///   - translations: how the languages differ, where samples pair.
    ///   - juries: what a jury's votes show, a question each.
    ///   - calibration: how confidence fits right answers, where the run asks for it.
    public init<Label>(
        manifest: Manifest, facts: RunFacts, records: Records<Label>, estimates: [Estimate], warnings: [String],
        choices: ChoiceFacts? = nil, estimatedOn: Int? = nil, details: [[Group]] = [],
        grids: [Grid] = [], glosses: [String: String] = [:],
        translations: Translations? = nil, juries: [JuryMeasures] = [], calibration: Calibration? = nil
    ) {
        self.calibration = calibration
        self.juries = juries
        self.details = details
        self.glosses = glosses
        coverage = PublishedShare.all(of: manifest, in: records)
        self.manifest = manifest
        self.facts = facts
        tally = Tally(records)
        self.estimates = estimates
        self.choices = choices
        self.estimatedOn = estimatedOn
        self.grids = grids
        self.translations = translations
        languages = records.values(of: .language)
        notes = ReportNotes(
            manifest: manifest, facts: facts, tally: tally, choices: choices, estimatedOn: estimatedOn,
            coverage: coverage,
            isChinese: !records.samples.isEmpty
                && records.filtered(.language, "zh").samples.count == records.samples.count,
            takesMajority: !estimates.contains { $0.isMeanOverTrials(of: records.samples.count) }
        ).sentences(with: warnings)
    }

    /// Records by kind.
    public var counts: Tally.Counts { tally.counts }
    /// Records by outcome.
    public var outcomes: [Tally.OutcomeCount] { tally.outcomes }
    /// Samples of the run.
    public var sampleCount: Int { tally.samples }
    /// Groups of samples that are not independent of each other.
    public var clusterCount: Int { tally.clusters }

    /// The metrics of the whole run.
    var whole: [Estimate] { estimates.filter(\.isWhole) }

    /// The level of the intervals in words: `95 %`.
    var levelWords: String {
        let level = estimates.lazy.compactMap(\.interval?.level).first ?? 0.95
        return "\(Figures.count((level * 1000).rounded() / 10)) %"
    }
}

extension Estimate {
    /// Whether its unit is the answer: of USB by its name, of others where there are more units than samples.
    fileprivate func isMeanOverTrials(of samples: Int) -> Bool {
        guard isWhole, name != "truncated_rate" else { return false }
        return name == "safety_rate_pooled" || resolved + excluded > samples
    }
}
