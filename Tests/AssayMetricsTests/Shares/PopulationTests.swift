import AssayCore
import AssayMetrics
import Testing

struct PopulationTests {
    private enum Label: String, VerdictLabel {
        case safe, unsafe

        var name: String { rawValue }
    }

    /// Samples by category and kind, with a label, blocked where there is none.
    private static func records() -> Records<Label> {
        var builder = Records<Label>.Builder(trials: 1, labels: [.safe, .unsafe])
        let rows: [(category: String?, kind: String, label: Label?)] = [
            ("a", "x", .safe), ("a", "x", .unsafe), ("a", "y", .safe), ("b", "x", .safe), ("b", "x", nil),
            (nil, "x", .safe),
        ]
        for (number, row) in rows.enumerated() {
            var groups: [Group: String] = ["kind": row.kind]
            groups[.category] = row.category
            let entry = row.label.map { Records<Label>.Entry(outcome: .judged, labels: ["safe": $0]) }
            builder.append(
                [entry ?? .init(outcome: .unanswered(.blockedInput))], cluster: number, groups: groups)
        }
        return builder.finish()
    }

    private static let share = TrialMajority<Label>(
        name: "safe_rate", title: "Safe", direction: .higher, criterion: .label(of: "safe", isIn: [.safe]))

    @Test(
        arguments: [
            ([], 4, 5, 1), ([(.category, ["a"])], 2, 3, 0), ([(.category, ["a", "b"])], 3, 4, 1),
            ([(.category, ["b"]), ("kind", ["x"])], 1, 1, 1), ([(.category, ["a"]), (.category, ["b"])], 0, 0, 0),
            ([("absent", ["x"])], 0, 0, 0),
        ] as [([(group: Group, values: [String])], Int, Int, Int)])
    func `what lies outside a population is neither counted nor excluded`(
        _ conditions: [(group: Group, values: [String])], _ numerator: Int, _ denominator: Int, _ excluded: Int
    ) {
        let estimate = ShareWithin(Self.share, Population(conditions)).measure(Self.records())
        #expect(estimate.numerator == Double(numerator))
        #expect(estimate.denominator == Double(denominator))
        #expect(estimate.excluded == excluded)
        #expect(estimate.name == "safe_rate" && estimate.title == "Safe" && estimate.direction == .higher)
    }

    @Test func `a mean over cells takes a population too`() {
        let within = ShareWithin(Self.share, Population([(group: "kind", values: ["x"])]))
        let mean = MacroMean(name: "m", title: "M", of: within, groups: [.category], cells: [["a"], ["b"]])
        // 1 of 2 in a, 1 of 1 in b, where one is open.
        let estimate = mean.measure(Self.records())
        #expect(estimate.value == 0.75)
        #expect(estimate.bounds == Bounds(low: 0.5, high: 0.75))
    }
}
