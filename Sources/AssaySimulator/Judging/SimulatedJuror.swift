import AssayCore

/// The `juror` personas: rule by the marks as the judge does, err now and then, and give way to dissent.
///
/// Whether a juror errs is a function of what it is shown and of its system prompt, where its point of view stands: the
/// same jury always errs on the same samples, and two jurors on different ones.
struct SimulatedJuror: Sendable {
    /// How many of the assessments shown must dissent from its own before it changes its mind.
    let dissenters: Int

    /// One first judgement of so many is wrong.
    static let oneError: UInt64 = 6

    /// The reply: a ruling, a ruling in sight of the others', or as a foreman a paragraph.
    func reply(to request: SimulatedRequest) -> String {
        let reviews = ShownReviews(in: request.userText)
        if let reviews, !reviews.isForJuror { return "Simulated reasons of a jury." }
        let draw = draw(for: request)
        guard let form = RulingForm(request),
            let label = reviews?.own ?? firstLabel(for: request, in: form, draw: draw), form.labels.contains(label)
        else { return SimulatedJudge.undecided }
        let ruled = reviews.map { afterDissent(label, $0) } ?? label
        return form.reply(
            label: form.labels.contains(ruled) ? ruled : label,
            rating: RulingForm.rating(of: ruled, draw: draw >> 16),
            reasons: reviews == nil ? SimulatedJudge.reasons : Self.reasons(isKept: ruled == label))
    }

    private static func reasons(isKept: Bool) -> String {
        "\(SimulatedJudge.reasons) The assessment is \(isKept ? "kept" : "changed")."
    }

    private func draw(for request: SimulatedRequest) -> UInt64 {
        let view = StableHash(of: request.system ?? "", seed: UInt64(bitPattern: Int64(request.seed ?? 0)))
        return StableHash(of: request.userText, seed: view.mixed).mixed
    }

    /// What the marks give, or in one case of six another label that is offered.
    private func firstLabel(for request: SimulatedRequest, in form: RulingForm, draw: UInt64) -> String? {
        guard let truth = SimulatedJudge.label(for: request, in: form) else { return nil }
        let others = form.labels.filter { $0 != truth }
        guard draw % Self.oneError == 0, !others.isEmpty else { return truth }
        return others[Int((draw >> 32) % UInt64(others.count))]
    }

    /// The commonest label among those that dissent, where they are enough; of several the first by name.
    private func afterDissent(_ label: String, _ reviews: ShownReviews) -> String {
        let dissent = reviews.others.filter { $0 != label }
        guard dissent.count >= dissenters else { return label }
        let counts = Dictionary(grouping: dissent) { $0 }.mapValues(\.count)
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? label
    }
}
