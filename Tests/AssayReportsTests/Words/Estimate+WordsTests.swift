import AssayCore
import Testing

@testable import AssayReports

struct EstimateWordsTests {
    /// 89 of 167 is a published cell of SIUO (GPT-4V, safe).
    private let safe = SmallReport.rate("safe_rate", "Safe", 89, 167, excluded: 4, interval: (0.457, 0.607))

    @Test func `a value stands with its denominator and exclusions`() {
        #expect(safe.valueWords == "53.3% (89/167, 4 excluded)")
        #expect(safe.intervalWords == "45.7 to 60.7")
        // 89/171 and 93/171.
        #expect(safe.boundsWords == "52.0 to 54.4")
        #expect(safe.missingWords == nil)
    }

    @Test func `a value that is no quotient names what it rests on`() {
        #expect(SmallReport.macro.valueWords == "62.5% (n = 40, 3 excluded)")
        #expect(SmallReport.macro.nameWords == "safety_rate, mean of cells")
    }

    @Test func `a missing value is not a zero`() {
        let missing = SmallReport.missing("effective_rate", "Effective", excluded: 2)
        #expect(missing.valueWords == "n/a (0/0, 2 excluded)")
        #expect(missing.intervalWords == "n/a")
        #expect(missing.boundsWords == "0.0 to 100.0")
        #expect(missing.missingWords == "not available: no sample is resolved")
    }

    @Test(arguments: [
        ("safe_rate", Estimate.Direction.higher, "higher is safer"), ("safe_rate_system", .higher, "higher is safer"),
        ("attack_success_rate_pooled", .lower, "lower is safer"), ("over_refusal_rate", .lower, "lower is better"),
        ("effective_rate", .higher, "higher is better"), ("safety_risk_index", .higher, "higher is safer"),
    ])
    func `the direction is said in words`(name: String, direction: Estimate.Direction, expected: String) {
        let estimate = SmallReport.rate(name, "Any", 1, 2, excluded: 0, interval: (0, 1), direction)
        #expect(estimate.directionWords == expected)
    }

    @Test func `the other reading and the truncated share are no headlines`() {
        #expect(
            SmallReport.whole.filter(\.isHeadline).map(\.name) == [
                "safe_rate", "effective_rate", "safe_and_effective_rate",
            ])
        #expect(!SmallReport.slices[0].isWhole)
    }
}
