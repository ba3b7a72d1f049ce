import AssayCore
import AssayMetrics
import AssayReports
import Testing

struct GateComparisonTests {
    /// 8 of 17 to 11 of 17, see `SmallComparison`.
    private static let differences = SmallComparison.report().comparison.differences

    @Test(arguments: [
        ("safe_rate.difference > 0.17", true), ("safe_rate.difference > 18%", false), ("safe_rate.low < 0", true),
        ("safe_rate.high < 0", false), ("safe_rate.p > 0.21", true), ("safe_rate.p <= 0.05", false),
        // The mid-p 0.219, not the exact 0.375.
        ("safe_rate.p < 0.22", true),
        ("safe_rate.worst < 0", false), ("safe_rate.best > 0.2", true), ("safe_rate.missing > 0", true),
        ("safe_rate.high < 0 or safe_rate.p < 0.5", true),
    ])
    func `a condition holds as it is written`(text: String, fails: Bool) throws {
        #expect(try Gate(onComparison: text).failures(in: Self.differences).isEmpty == !fails, "\(text)")
    }

    @Test(arguments: ["safe_rate", "safe_rate < 0", "safe_rate.value < 0", "safe_rate.difference", "", "p < 0.05"])
    func `what is no condition on a comparison is refused in one line`(text: String) {
        let fault = #expect(throws: GateFault.self) { try Gate(onComparison: text) }
        #expect(fault?.description.contains("is no condition on a comparison") == true)
        #expect(fault?.description.contains("\n") == false)
    }

    @Test(arguments: ["safe_rate.difference < 0", "safe_rate.p < 0.05"])
    func `a run has no differences`(text: String) {
        #expect(throws: GateFault.unreadable(condition: text)) { try Gate(text) }
    }

    @Test func `what has no value fails`() throws {
        let lines = try Gate(onComparison: "other.p < 0.05").failures(in: Self.differences)
        #expect(lines == ["other.p < 0.05: there is no value"])
    }

    @Test func `a failure says what was seen and on how much it rests`() throws {
        #expect(
            try Gate(onComparison: "safe_rate.difference > 0.1").failures(in: Self.differences)
                == ["safe_rate.difference > 0.1: 0.1765, 17 pairs, 1 left out"])
    }
}
