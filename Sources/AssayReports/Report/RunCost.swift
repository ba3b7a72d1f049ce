import AssayCore

/// What a run cost, role by role, by the prices in its manifest.
///
/// What is not known is never nothing: a model without a price has no cost, and replies without a token count, or
/// attempts without a reply, make a cost a lower bound.
struct RunCost {
    /// What one role cost.
    struct Part {
        let role: Role
        /// US dollars; nil where the model has no price.
        let dollars: Double?
        /// Whether more may have been charged for than was stated.
        let isLowerBound: Bool
        let price: Price?
    }

    let parts: [Part]

    /// Nil for a run in which no model has a price.
    init?(_ report: Report) {
        guard let prices = report.manifest.prices else { return nil }
        parts = report.manifest.roles.compactMap { role in
            // What a search endpoint charges, nobody says in tokens.
            guard role != .retriever, let facts = report.facts.roles[role], !report.manifest.isFromElsewhere(role)
            else { return nil }
            let price = prices[role]
            return Part(
                role: role, dollars: price?.dollars(prompt: facts.paidPromptTokens, answer: facts.paidAnswerTokens),
                isLowerBound: facts.hasUnstatedTokens, price: price)
        }
    }

    /// All roles together; nil where one of them has no price.
    var total: Double? {
        parts.reduce(0) { sum, part in sum.flatMap { sum in part.dollars.map { sum + $0 } } }
    }

    /// Whether more may have been charged for than was stated.
    var isLowerBound: Bool { parts.contains(where: \.isLowerBound) }

    /// `$1.23: target $1.00, judge $0.23 (prices of 2026-06-21)`.
    var words: String {
        let shown = parts.map { "\($0.role.words) \(Self.words($0.dollars, $0.isLowerBound))" }
        return "\(Self.words(total, isLowerBound)): \(shown.joined(separator: ", "))"
    }

    private static func words(_ dollars: Double?, _ isLowerBound: Bool) -> String {
        guard let dollars else { return "unknown (no price)" }
        return (isLowerBound ? "at least " : "") + figure(dollars)
    }

    /// Dollars with two decimals, four below one.
    static func figure(_ dollars: Double) -> String {
        "$" + Figures.decimal(dollars, places: dollars < 1 ? 4 : 2)
    }
}
