import AssayCore
import AssayMetrics
import AssayReports
import AssayStore
import AssaySuites
import SystemPackage

/// A run file as a report.
struct RunReading {
    /// The run file.
    let reader: RunReader

    init(_ path: FilePath) throws {
        reader = try RunReader(path)
    }

    /// The names of what the run's suite measures.
    func metricNames() throws -> [String] {
        let manifest = reader.manifest
        return try Catalogue.suite(of: manifest).metricNames(
            ruledBy: manifest.jury, asking: manifest.rubric, confidence: manifest.settings.confidence)
    }

    /// Everything measured anew from the stored records.
    func report() throws -> Report {
        try report(by: Catalogue.suite(of: reader.manifest))
    }

    private func report<Recipe: Suite>(by suite: Recipe) throws -> Report {
        let records = try reader.records(labels: suite.labels)
        let ended = records.endedPrefix
        // Whoever may ask for a search asks where it is unsure: the two halves differ in their questions too.
        let searched: [[Group]] = reader.manifest.settings.retrieval?.mode == .active ? [[.searched]] : []
        var estimates = Measurement.completed(
            Measurement.estimates(
                of: records, metrics: suite.metrics, slices: suite.slices + searched + suite.details, upTo: ended),
            grids: suite.grids, metrics: suite.metrics)
        // Of the whole alone: a coefficient of a few answers says little.
        let agreement = Measurement.estimates(
            of: records, metrics: suite.metrics(of: reader.manifest.jury, asking: reader.manifest.rubric), slices: [],
            upTo: ended)
        estimates.insert(contentsOf: agreement, at: estimates.prefix { $0.group.isEmpty }.count)
        let calibration = reader.manifest.settings.confidence.map {
            Calibration(of: records, from: $0, upTo: ended)
        }
        // The confidence that stands for the whole run beside the whole run's rates.
        let confident = calibration?.estimates ?? []
        let whole = confident.prefix { $0.group.isEmpty }
        estimates.insert(contentsOf: whole, at: estimates.prefix { $0.group.isEmpty }.count)
        var choices: ChoiceFacts?
        if let records = records as? Records<ChoiceLabel> {
            let facts = ChoiceFacts(records, order: reader.manifest.settings.optionOrder, upTo: ended)
            estimates += facts.recalls(in: records, upTo: ended)
            choices = facts
        }
        estimates += confident.dropFirst(whole.count)
        return Report(
            manifest: reader.manifest, facts: try reader.facts(), records: records, estimates: estimates,
            warnings: reader.warnings + suite.caveats(of: reader.manifest), choices: choices,
            estimatedOn: ended < records.samples.count ? ended : nil, details: suite.details, grids: suite.grids,
            glosses: suite.glosses, translations: try translations(in: records, by: suite),
            juries: juries(in: records), calibration: calibration)
    }

    private func juries<Label>(in records: Records<Label>) -> [JuryMeasures] {
        guard let plan = reader.manifest.jury else { return [] }
        return records.votedQuestions.map {
            JuryMeasures(of: records, on: $0, weights: plan.seats.map(\.weight))
        }
    }

    /// How Chinese differs from English over the samples that were asked in both.
    private func translations<Recipe: Suite>(
        in records: Records<Recipe.Label>, by suite: Recipe
    ) throws -> Report.Translations? {
        guard records.values(of: .language).count > 1 else { return nil }
        let pairs = try reader.translations(from: .english, to: .chinese)
        guard !pairs.isEmpty else { return nil }
        let pairing = SamplePairing(of: pairs.map { .init(id: $0.pair, first: $0.first, second: $0.second) })
        let comparison = PairedComparison(
            of: PairedRecords(records, records, pairing: pairing), metrics: suite.metrics, slices: [])
        return .init(from: .english, to: .chinese, pairs: pairs.count, differences: comparison.differences)
    }

    /// How another run differs from this one where it asks the same in the other language; nil where nothing pairs them.
    func translations(to other: RunReading) throws -> Report.Translations? {
        guard reader.manifest.suite == other.reader.manifest.suite else { return nil }
        return try translations(to: other, by: Catalogue.suite(of: reader.manifest))
    }

    private func translations<Recipe: Suite>(
        to other: RunReading, by suite: Recipe
    ) throws -> Report.Translations? {
        let (one, two) = (try reader.records(labels: suite.labels), try other.reader.records(labels: suite.labels))
        let languages = [one, two].map { $0.values(of: .language).compactMap(Language.init(rawValue:)) }
        guard languages.map(\.count) == [1, 1], languages[0] != languages[1] else { return nil }
        let second = Dictionary(uniqueKeysWithValues: try other.reader.pairs().map { ($0.pair, $0.index) })
        let pairs = try reader.pairs().compactMap { pair, first in
            second[pair].map { SamplePairing.Pair(id: pair, first: first, second: $0) }
        }
        guard !pairs.isEmpty else { return nil }
        let comparison = PairedComparison(
            of: PairedRecords(one, two, pairing: SamplePairing(of: pairs)), metrics: suite.metrics, slices: [])
        return .init(
            from: languages[0][0], to: languages[1][0], pairs: pairs.count, differences: comparison.differences)
    }
}
