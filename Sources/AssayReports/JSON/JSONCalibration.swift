import AssayCore
import AssayMetrics

/// How a model's confidence fits its right answers, in a report's JSON: bins by kind of confidence, coverage, letters.
struct JSONCalibration: Encodable {
    private let source: ConfidenceSource
    private let confidences: [String: Reading]
    private let letters: Letters?

    init(_ calibration: Calibration) {
        source = calibration.source
        confidences = Dictionary(
            uniqueKeysWithValues: calibration.readings.map { ($0.kind.rawValue, Reading($0)) })
        letters = calibration.letters.map(Letters.init)
    }

    private struct Letters: Encodable {
        let answers, with_unlisted, unlisted: Int
        let mean_mass: Double

        init(_ letters: Calibration.Letters) {
            (answers, with_unlisted, unlisted) = (letters.answers, letters.withUnlisted, letters.unlisted)
            mean_mass = letters.meanMass
        }
    }

    private struct Reading: Encodable {
        let answers: Int
        let coverage: Double?
        let excluded: [String: Int]
        let bins, bins_of_equal_mass: [Bin]

        init(_ reading: Calibration.Reading) {
            answers = reading.answers
            coverage = reading.coverage
            excluded = [
                "without_confidence": reading.excluded.withoutConfidence,
                "unreadable": reading.excluded.withoutLetter, "ungraded": reading.excluded.ungraded,
                "unanswered": reading.excluded.unanswered, "pending": reading.excluded.pending,
            ]
            bins = reading.bins.bins.map(Bin.init)
            bins_of_equal_mass = reading.equalMass.bins.map(Bin.init)
        }
    }

    private struct Bin: Encodable {
        private let bin: ReliabilityBins.Bin

        init(_ bin: ReliabilityBins.Bin) {
            self.bin = bin
        }

        private enum CodingKeys: String, CodingKey {
            case from, to, answers, share, confidence = "mean_confidence", accuracy
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(bin.from, forKey: .from)
            try container.encode(bin.to, forKey: .to)
            try container.encode(bin.count, forKey: .answers)
            try container.encode(bin.share, forKey: .share)
            try container.encode(bin.confidence, forKey: .confidence)
            try container.encode(bin.accuracy, forKey: .accuracy)
        }
    }
}
