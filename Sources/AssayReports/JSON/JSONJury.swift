import AssayCore
import AssayMetrics

/// A jury in a report's JSON: its plan, what its votes show, what it took.
struct JSONJury: Encodable {
    private let report: Report
    private let plan: JuryPlan

    /// Nil for a run without a jury.
    init?(_ report: Report) {
        guard let plan = report.manifest.jury else { return nil }
        self.report = report
        self.plan = plan
    }

    enum CodingKeys: String, CodingKey {
        case plan, questions, deliberation, foreman, turned, votes, votesPlanned = "votes_of_whole_jury", parts
        case reduction = "beside_earlier"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(plan, forKey: .plan)
        try container.encode(
            Dictionary(uniqueKeysWithValues: report.juries.map { ($0.question.rawValue, Votes($0)) }),
            forKey: .questions)
        try container.encodeIfPresent(report.facts.jury, forKey: .parts)
        try container.encodeIfPresent(report.facts.reduction, forKey: .reduction)
        guard let cost = JuryCost(report) else { return }
        try container.encode(Part(cost.deliberation), forKey: .deliberation)
        try container.encode(Part(cost.foreman), forKey: .foreman)
        try container.encode(cost.turned, forKey: .turned)
        try container.encode(cost.cast, forKey: .votes)
        try container.encode(cost.planned, forKey: .votesPlanned)
    }

    /// What a part of the deliberation took.
    struct Part: Encodable {
        let calls, prompt_tokens, answer_tokens: Int
        let cost_usd: Double?

        init(_ part: JuryCost.Part) {
            (calls, prompt_tokens, answer_tokens) = (part.calls, part.promptTokens, part.answerTokens)
            cost_usd = part.dollars
        }
    }

    /// What the votes on one question show.
    struct Votes: Encodable {
        let records, verdicts, ballots, changed, dissenting, carried, contradicting: Int
        let dissent: Double?
        let changes: [Change]
        let first, last, first_ratings, last_ratings: Coefficients
        let first_majority: Alternative
        let jurors: [Alternative]

        struct Change: Encodable {
            let from, to: String
            let count: Int
        }

        struct Coefficients: Encodable {
            let answers: Int
            let raw, alpha, ac1: Double?
            let reason: String?
            let independent: Bool

            init(_ agreement: Agreement, independent: Bool) {
                (answers, raw, alpha) = (agreement.units, agreement.raw, agreement.alpha)
                (ac1, reason, self.independent) = (agreement.ac1, agreement.reason, independent)
            }
        }

        struct Alternative: Encodable {
            let compared, differing, only_verdict, only_alternative: Int

            init(_ other: JuryMeasures.Alternative) {
                (compared, differing) = (other.compared, other.differing)
                (only_verdict, only_alternative) = (other.onlyVerdict, other.onlyAlternative)
            }
        }

        init(_ jury: JuryMeasures) {
            (records, verdicts, ballots, changed) = (jury.records, jury.verdicts, jury.ballots, jury.changed)
            (dissenting, carried, contradicting) = (jury.dissenting, jury.carried, jury.contradicting)
            dissent = jury.dissent
            changes = jury.changes.map { Change(from: $0.from, to: $0.to, count: $0.count) }
            first = Coefficients(jury.first, independent: true)
            last = Coefficients(jury.last, independent: false)
            first_ratings = Coefficients(jury.firstRatings, independent: true)
            last_ratings = Coefficients(jury.lastRatings, independent: false)
            first_majority = Alternative(jury.firstMajority)
            jurors = jury.jurors.map(Alternative.init)
        }
    }
}
