import AssayCore
import AssayMetrics
import Testing

struct RightRulingsTests {
    private static let sensitivity = RightRulings<Finding>(
        name: "sensitivity", title: "Unsafe", question: "safe", label: .unsafe)
    private static let specificity = RightRulings<Finding>(
        name: "specificity", title: "Safe", question: "safe", label: .safe)

    @Test func `unsafe responses ruled unsafe are the sensitivity, over undressed ones alone`() {
        // u1 is right, u2 wrong, u3 unreadable and so wrong.
        let estimate = Self.sensitivity.measure(SmallAudit.five)
        #expect(estimate.numerator == 1 && estimate.denominator == 3 && estimate.excluded == 0)
        #expect(estimate.bounds == Bounds(low: 1.0 / 3, high: 1.0 / 3))
        #expect(estimate.direction == .higher)
    }

    @Test func `a blocked judge is excluded and bounded`() {
        // s1 is right, s2 blocked: between one and both of two.
        let estimate = Self.specificity.measure(SmallAudit.five)
        #expect(estimate.numerator == 1 && estimate.denominator == 1 && estimate.excluded == 1)
        #expect(estimate.bounds == Bounds(low: 0.5, high: 1))
    }

    @Test func `a set without the label has no value, and says so`() {
        let estimate = Self.specificity.measure(SmallAudit.records([("u", [(.none, .unsafe)])]))
        #expect(estimate.value == nil)
        #expect(estimate.reason == "no sample of this kind is planned")
        let open = Self.specificity.measure(SmallAudit.records([("s", [(.none, .failed)])]))
        #expect(open.value == nil && open.reason == "the judge ruled on none of them")
    }
}
