import AssayCore
import AssayMetrics

/// A diagnosis as it is written to JSON; the names of its keys are settled.
struct DoctorDocument: Encodable {
    let format = "assay.doctor/1"
    let file, form, unit: String
    let assumed, notes: [String]
    let answers, units: Int
    let fault: Bool
    let stated: [String: Double]
    let rates: [Rate]

    /// What there is on one question.
    struct Rate: Encodable {
        let question: String
        let own: Own
        let corrected: JSONMetric
        let findings: [String: Count]
    }

    /// The tool's own rate; value null where it counts nothing.
    struct Own: Encodable {
        let value: Double?
        let sum, count: Int

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(value, forKey: .value)
            try container.encode(sum, forKey: .sum)
            try container.encode(count, forKey: .count)
        }

        enum CodingKeys: String, CodingKey { case value, sum, count }
    }

    /// How many of a finding, and what the tool counts them as.
    struct Count: Encodable {
        let total: Int
        let counted_as_true, counted_as_false, left_out, counted_as_minus_one: Int
        let first: [String]

        init(_ count: Diagnosis.Count) {
            total = count.total
            counted_as_true = count.counted[.holds, default: 0]
            counted_as_false = count.counted[.fails, default: 0]
            left_out = count.counted[.leftOut, default: 0]
            counted_as_minus_one = count.counted[.minusOne, default: 0]
            first = count.first
        }
    }

    init(_ subject: DiagnosedFile, _ diagnosis: Diagnosis) {
        file = subject.file
        form = subject.form
        unit = subject.units
        assumed = subject.assumed
        notes = subject.notes
        stated = subject.stated
        answers = diagnosis.answers
        units = diagnosis.unitCount
        fault = diagnosis.hasFaults
        rates = diagnosis.rates.map { rate in
            let found = diagnosis.counts[rate.question] ?? [:]
            let all = Diagnosis.Finding.allCases.map { ($0.rawValue, Count(found[$0] ?? Diagnosis.Count())) }
            return Rate(
                question: rate.question.rawValue, own: Own(value: rate.own, sum: rate.ownSum, count: rate.ownCount),
                corrected: JSONMetric(rate.corrected), findings: Dictionary(uniqueKeysWithValues: all))
        }
    }
}
