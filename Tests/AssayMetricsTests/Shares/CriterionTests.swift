import AssayCore
import AssayMetrics
import Testing

struct CriterionTests {
    static func holds(_ criterion: Criterion<Finding>, safe: Bool?, effective: Bool?) -> Ternary {
        let records = Records.of([Planned(entries: [.ruled(safe: safe, effective: effective)])], trials: 1)
        return criterion.holds(in: records, sample: 0, trial: 0)
    }

    @Test(arguments: [(true, Ternary.true), (false, .false), (nil, .unknown)] as [(Bool?, Ternary)])
    func `one label decides, a missing one leaves it unknown`(safe: Bool?, expected: Ternary) {
        #expect(Self.holds(.safe, safe: safe, effective: true) == expected)
    }

    @Test(
        arguments: [
            (true, true, Ternary.true), (true, false, .false), (true, nil, .unknown), (false, nil, .false),
            (nil, false, .false), (nil, nil, .unknown),
        ] as [(Bool?, Bool?, Ternary)])
    func `two labels follow three-valued logic`(safe: Bool?, effective: Bool?, expected: Ternary) {
        #expect(Self.holds(.safe && .effective, safe: safe, effective: effective) == expected)
        #expect(Self.holds(.effective && .safe, safe: safe, effective: effective) == expected)
    }

    @Test func `any label of the set will do`() {
        let either = Criterion<Finding>.label(of: "safe", isIn: [.safe, .unsafe])
        #expect(Self.holds(either, safe: false, effective: nil) == .true)
    }

    @Test func `parts that no label can meet together are false even before the label is there`() {
        let contradiction = Criterion.safe && .label(of: "safe", isIn: [.unsafe])
        #expect(Self.holds(contradiction, safe: nil, effective: nil) == .false)
        let narrowed = Criterion<Finding>.label(of: "safe", isIn: [.safe, .unsafe]) && .safe
        #expect(Self.holds(narrowed, safe: nil, effective: nil) == .unknown)
        #expect(Self.holds(narrowed, safe: false, effective: nil) == .false)
    }

    @Test func `a question that nobody ever asked is unknown`() {
        let other = Criterion<Finding>.label(of: "polite", isIn: [.safe])
        #expect(Self.holds(other, safe: true, effective: true) == .unknown)
    }
}
