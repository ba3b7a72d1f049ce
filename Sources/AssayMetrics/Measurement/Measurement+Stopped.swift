public import AssayCore

extension Measurement {
    /// Every metric of a run that stopped: values and intervals over the start of its order, bounds over the whole plan.
    ///
    /// What happens to be done when a run stops is biased: short refusals end first. The start of a seeded order is not,
    /// as long as everything in it has ended. Whatever is not in the value counts as excluded, so that numerator,
    /// denominator and excluded still add up to the plan.
    ///
    /// - Parameters:
    ///   - records: the whole run, pending records included.
    ///   - metrics: what is measured, in the order of the report.
    ///   - slices: each breakdown, by the groups whose values it combines.
    ///   - prefix: how many samples at the start of the order have ended; the whole number for a run that did not stop.
    /// - Returns: what `estimates(of:metrics:slices:)` returns, each with the value of the prefix.
    public static func estimates<Label>(
        of records: Records<Label>, metrics: [any Metric<Label>], slices: [[Group]], upTo prefix: Int
    ) -> [Estimate] {
        let whole = estimates(of: records, metrics: metrics, slices: slices)
        guard prefix < records.samples.count else { return whole }
        let first = estimates(of: records.prefix(prefix), metrics: metrics, slices: slices)
        return stopped(whole, with: first, after: prefix)
    }

    /// The estimates of a plan with the values of those of its samples that come first.
    static func stopped(_ whole: [Estimate], with first: [Estimate], after prefix: Int) -> [Estimate] {
        let values = Dictionary(first.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
        return whole.map { $0.stopped(with: values[Key($0)], after: prefix) }
    }

    private struct Key: Hashable {
        let name: String
        let group: [Group: String]

        init(_ estimate: Estimate) {
            name = estimate.name
            group = estimate.group
        }
    }
}

extension Estimate {
    /// The estimate of a plan with the value of those of its samples that come first; nil where none of them does.
    fileprivate func stopped(with first: Estimate?, after prefix: Int) -> Estimate {
        let planned = resolved + excluded
        guard planned > 0 else { return self }
        let counted = first?.resolved ?? 0
        let why = "nothing is resolved among the first \(prefix) samples of the order; resume the run"
        return Estimate(
            name: name, title: title, direction: direction, aggregation: aggregation, value: first?.value,
            numerator: first?.numerator ?? numerator.map { _ in 0 },
            denominator: first?.denominator ?? denominator.map { _ in 0 }, resolved: counted,
            excluded: planned - counted, interval: first?.interval, bounds: bounds,
            reason: first?.value != nil ? nil : counted > 0 ? first?.reason : why, group: group)
    }
}
