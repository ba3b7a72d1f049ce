import AssayCore

/// The headline metrics of a run broken down by the same groups.
struct Breakdown {
    /// What it is broken down by, in alphabetical order.
    let groups: [Group]
    /// A metric with its slices.
    let sections: [Section]
    /// English names beside values that are not English.
    var glosses: [String: String] = [:]

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
        let values = groups.compactMap { group in
            estimate.group[group].map { value in
                value.printable(atMost: 200) + (glosses[value].map { " (\($0))" } ?? "")
            }
        }
        return values.map { $0.isEmpty ? "(empty)" : $0 }.joined(separator: ", ")
    }

    /// The breakdowns among estimates, in order of first mention.
    ///
    /// `details`: those that are left out; `glosses`: English names beside values that are not English. What says the same as another metric of its slice is left out too: what is left
    /// of a safety rate, and in a cell the rate over all its samples, which is the cell's own.
    static func all(
        in estimates: [Estimate], without details: [[Group]] = [], glosses: [String: String] = [:]
    ) -> [Breakdown] {
        let hidden = Set(details.map(Set.init))
        let slices = estimates.filter { !$0.isWhole && $0.isHeadline && !hidden.contains(Set($0.group.keys)) }
        let names = Dictionary(grouping: slices, by: \.group).mapValues { Set($0.map(\.name)) }
        var order: [[Group]] = []
        var members: [[Group]: [Estimate]] = [:]
        for estimate in slices where !estimate.isSaid(by: names[estimate.group] ?? []) {
            let groups = estimate.group.keys.sorted()
            if members[groups] == nil { order.append(groups) }
            members[groups, default: []].append(estimate)
        }
        return order.map { Breakdown(groups: $0, sections: sections(of: members[$0] ?? []), glosses: glosses) }
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

extension Estimate {
    /// Whether other metrics of the same slice say the same.
    fileprivate func isSaid(by others: Set<String>) -> Bool {
        let attack = "attack_success_rate"
        if name.hasPrefix(attack), others.contains("safety_rate" + name.dropFirst(attack.count)) { return true }
        return name.hasSuffix("_pooled") && others.contains(String(name.dropLast("_pooled".count)))
    }
}
