public import AssayCore

/// Counts the records of a run.
public enum Measurement {
    /// Every metric on the whole, then on each value of each slice.
    ///
    /// Rulings are combined once for each sample and metric; a slice adds up what was found. Time grows with samples
    /// times metrics times definitions of slices, and not with the number of values that a slice has.
    ///
    /// - Parameters:
    ///   - records: the whole run.
    ///   - metrics: what is measured, in the order of the report.
    ///   - slices: each breakdown, by the groups whose values it combines.
    /// - Returns: the whole first, with an empty group; then for each breakdown each value in order with each metric.
    ///   A slice without any sample that the metric is about is left out.
    public static func estimates<Label>(
        of records: Records<Label>, metrics: [any Metric<Label>], slices: [[Group]]
    ) -> [Estimate] {
        let parts = [(group: [:], records: records)] + slices.flatMap { records.sliced(by: $0) }
        // One metric at a time, so that only one column of shares is in memory.
        let columns: [[Estimate?]] = metrics.map { metric in
            if let metric = metric as? any ShareMetric<Label> { return estimates(of: metric, on: parts) }
            return parts.map { part in
                guard let mean = metric as? MacroMean<Label>, !part.group.isEmpty else {
                    return metric.measure(part.records).of(part.group)
                }
                // A mean of cells says nothing about a slice that lies in some of them only.
                return mean.measure(part.records, slice: part.group)?.of(part.group)
            }
        }
        return parts.indices.flatMap { part in
            columns.compactMap { $0[part] }.filter { $0.group.isEmpty || $0.resolved + $0.excluded > 0 }
        }
    }

    /// One estimate for each part; the first part is the whole.
    private static func estimates<M: ShareMetric>(
        of metric: M, on parts: [(group: [Group: String], records: Records<M.Label>)]
    ) -> [Estimate] {
        guard let whole = parts.first?.records else { return [] }
        var shares = [Share](repeating: .none, count: (whole.samples.max() ?? -1) + 1)
        for sample in whole.samples { shares[sample] = metric.share(of: sample, in: whole) }
        return parts.map { part in metric.measure(part.records) { shares[$0] }.of(part.group) }
    }
}
