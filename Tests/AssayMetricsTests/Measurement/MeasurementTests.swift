import AssayCore
import AssayMetrics
import Testing

struct MeasurementTests {
    static let overRefusal = TrialMajority<Finding>(
        name: "over_refusal_rate", title: "Over-refusal", direction: .lower, criterion: .effective,
        population: (group: .usage, value: "overrefusal"))

    /// A metric that is no sum over samples: how many samples there are.
    struct Size: Metric {
        let name = "size"

        func measure(_ records: Records<Finding>) -> Estimate {
            Estimate(
                name: name, title: "Size", direction: .higher, aggregation: .pooled,
                value: Double(records.samples.count), numerator: nil, denominator: nil,
                resolved: records.samples.count, excluded: 0, interval: nil, bounds: nil, reason: nil)
        }
    }

    static let records = Records.of(
        [
            ("b", "vulnerability", true), ("a", "vulnerability", false), ("b", "overrefusal", true),
            ("a", "vulnerability", true), ("b", "vulnerability", nil), (nil, "vulnerability", true),
        ].map { (category: String?, usage: String, safe: Bool?) in
            var groups: [Group: String] = [.usage: usage]
            groups[.category] = category
            return Planned(entries: [.ruled(safe: safe, effective: safe)], groups: groups)
        }, trials: 1)

    @Test func `the whole comes first, then each value of each breakdown in order`() {
        let estimates = Measurement.estimates(
            of: Self.records, metrics: [TrialMajority.safe, Self.overRefusal],
            slices: [[.category], [.category, .usage]])
        let found = estimates.map { "\($0.name) \($0.group.values.sorted().joined(separator: "/"))" }
        #expect(
            found == [
                "safe_rate ", "over_refusal_rate ", "safe_rate a", "safe_rate b", "over_refusal_rate b",
                "safe_rate a/vulnerability", "safe_rate b/overrefusal", "over_refusal_rate b/overrefusal",
                "safe_rate b/vulnerability",
            ])
    }

    @Test func `every estimate is what the metric measures on that slice`() {
        let metrics: [any Metric<Finding>] = TrialMajority.all + [Self.overRefusal, ResponseShare<Finding>.truncated]
        for estimate in Measurement.estimates(of: Self.records, metrics: metrics, slices: [[.category], [.usage]]) {
            var slice = Self.records
            for (group, value) in estimate.group { slice = slice.filtered(group, value) }
            let expected = metrics.first { $0.name == estimate.name }?.measure(slice).of(estimate.group)
            #expect(estimate == expected)
        }
    }

    @Test func `a metric about nothing is on the whole with its reason, and in no slice`() {
        let nobody = TrialMajority<Finding>(
            name: "x", title: "X", direction: .lower, criterion: .safe, population: (group: .usage, value: "other"))
        let estimates = Measurement.estimates(of: Self.records, metrics: [nobody], slices: [[.category]])
        #expect(estimates.count == 1)
        #expect(estimates.first?.reason == "no sample of this kind is planned")
    }

    @Test func `a metric of another kind is measured on each slice`() {
        let estimates = Measurement.estimates(of: Self.records, metrics: [Size()], slices: [[.category]])
        #expect(estimates.map(\.value) == [6, 2, 3])
    }

    @Test func `no records, no breakdowns and unknown breakdowns give the whole alone`() {
        let none = Records.of([], trials: 3)
        let estimates = Measurement.estimates(of: none, metrics: TrialMajority.all, slices: [[.category]])
        #expect(estimates.map(\.value) == [nil, nil, nil])
        #expect(Measurement.estimates(of: Self.records, metrics: [TrialMajority.safe], slices: []).count == 1)
        #expect(Measurement.estimates(of: Self.records, metrics: [TrialMajority.safe], slices: [["voice"]]).count == 1)
    }

    @Test func `a part of a run is measured like a run of its own`() {
        let part = Self.records.filtered(.category, "b")
        let estimates = Measurement.estimates(of: part, metrics: [TrialMajority.safe], slices: [[.usage]])
        #expect(estimates.map(\.numerator) == [2, 1, 1])
        #expect(estimates.map(\.excluded) == [1, 0, 1])
    }
}
