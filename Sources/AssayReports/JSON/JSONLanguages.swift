import AssayCore
import AssayMetrics

/// In which languages a run asked and judged, and how they differ where samples are translations of one another.
struct JSONLanguages: Encodable {
    private let asked: [String]
    private let judge: String?
    private let paired: Paired?

    init(_ report: Report) {
        asked = report.languages
        judge = report.manifest.judgeLanguage
        paired = report.translations.map(Paired.init)
    }

    /// The second language less the first.
    private struct Paired: Encodable {
        let first, second: Language
        let pairs: Int
        let metrics: [Difference]

        init(_ translations: Report.Translations) {
            first = translations.first
            second = translations.second
            pairs = translations.pairs
            metrics = translations.differences.map(Difference.init)
        }
    }

    private struct Difference: Encodable {
        private let difference: PairedDifference

        init(_ difference: PairedDifference) {
            self.difference = difference
        }

        enum CodingKeys: String, CodingKey { case name, pairs, difference, interval, bounds, reason }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(difference.name, forKey: .name)
            try container.encode(difference.pairs, forKey: .pairs)
            try container.encode(difference.difference, forKey: .difference)
            try container.encode(difference.interval, forKey: .interval)
            try container.encode(difference.bounds, forKey: .bounds)
            try container.encode(difference.reason, forKey: .reason)
        }
    }
}
