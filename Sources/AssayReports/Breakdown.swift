import AssayCore

/// The headline metrics of a run broken down by the same groups.
struct Breakdown {
    /// What it is broken down by, in alphabetical order.
    let groups: [Group]
    /// A metric with its slices.
    let sections: [Section]

    /// One metric, slice by slice.
    struct Section {
        /// The slices in the order in which they were given, at least one.
        let estimates: [Estimate]

        /// The metric's name for people and the settled one.
        var title: String { "\(estimates[0].title) (\(estimates[0].nameWords))" }
    }

    /// `By category`, `By combination and level1`.
    var title: String { "By \(groups.map(\.rawValue).joined(separator: " and "))" }

    /// The name of a slice: its values in the order of the groups.
    func label(of estimate: Estimate) -> String {
        let values = groups.compactMap { estimate.group[$0]?.printable(atMost: 200) }
        return values.map { $0.isEmpty ? "(empty)" : $0 }.joined(separator: ", ")
    }

    /// The breakdowns among estimates, in order of first mention.
    static func all(in estimates: [Estimate]) -> [Breakdown] {
        var order: [[Group]] = []
        var members: [[Group]: [Estimate]] = [:]
        for estimate in estimates where !estimate.isWhole && estimate.isHeadline {
            let groups = estimate.group.keys.sorted()
            if members[groups] == nil { order.append(groups) }
            members[groups, default: []].append(estimate)
        }
        return order.map { Breakdown(groups: $0, sections: sections(of: members[$0] ?? [])) }
    }

    private static func sections(of estimates: [Estimate]) -> [Section] {
        var order: [String] = []
        var members: [String: [Estimate]] = [:]
        for estimate in estimates {
            if members[estimate.name] == nil { order.append(estimate.name) }
            members[estimate.name, default: []].append(estimate)
        }
        return order.compactMap { members[$0] }.map(Section.init(estimates:))
    }
}
