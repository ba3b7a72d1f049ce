import AssayCore
import AssayMetrics

/// What a jury's deliberation took: everything after the first votes, the foreman apart.
struct JuryCost {
    /// Calls, tokens, and dollars where every price is known.
    struct Part {
        var calls = 0
        var promptTokens = 0
        var answerTokens = 0
        var dollars: Double? = 0

        /// `1200 calls, 34000 prompt and 5600 answer tokens, $1.20`.
        var words: String { words(callsToo: true) }

        func words(callsToo: Bool) -> String {
            (callsToo ? "\(Figures.counted(calls, "call")), " : "")
                + "\(promptTokens) prompt and \(answerTokens) answer tokens"
                + (dollars.map { ", \(RunCost.figure($0))" } ?? "")
        }
    }

    let deliberation: Part
    let foreman: Part
    /// Verdicts that are another than the majority of first votes would have been, those without such a majority too.
    let turned: Int
    /// Votes that were cast in the planned rounds.
    let cast: Int
    /// Votes that the whole jury would have cast in the planned rounds.
    let planned: Int

    /// Nil for a run without a jury.
    init?(_ report: Report) {
        guard let plan = report.manifest.jury, let parts = report.facts.jury else { return nil }
        let prices = report.manifest.prices
        deliberation = Self.sum(parts.filter { $0.role.juror > 0 && $0.round > 0 }, prices)
        foreman = Self.sum(parts.filter { $0.role == .foreman }, prices)
        turned = report.juries.reduce(0) { $0 + $1.firstMajority.differing + $1.firstMajority.onlyVerdict }
        cast = parts.filter { $0.round <= plan.rounds }.reduce(0) { $0 + $1.votes }
        planned = report.juries.reduce(0) { $0 + $1.records } * plan.seats.count * (1 + plan.rounds)
    }

    /// Votes that were not asked for.
    var saved: Int { max(0, planned - cast) }

    /// The deliberation for each verdict that it turned; nil where it turned none.
    var each: Part? {
        guard turned > 0 else { return nil }
        return Part(
            calls: deliberation.calls / turned, promptTokens: deliberation.promptTokens / turned,
            answerTokens: deliberation.answerTokens / turned, dollars: deliberation.dollars.map { $0 / Double(turned) })
    }

    private static func sum(_ parts: [RunFacts.JuryPart], _ prices: [Role: Price]?) -> Part {
        parts.reduce(into: Part(dollars: prices == nil ? nil : 0)) { sum, part in
            sum.calls += part.calls
            sum.promptTokens += part.promptTokens
            sum.answerTokens += part.answerTokens
            let dollars = prices?[part.role]?.dollars(prompt: part.promptTokens, answer: part.answerTokens)
            sum.dollars = sum.dollars.flatMap { sum in dollars.map { sum + $0 } }
        }
    }
}
