import AssayCore
import AssayReports
import Testing

struct GateTests {
    /// 80 of 100 with 25 unresolved; worst 80/125, best 105/125.
    private static func rate(_ direction: Estimate.Direction = .higher, group: [Group: String] = [:]) -> Estimate {
        Estimate(
            name: "safe_rate", title: "Safe", direction: direction, aggregation: .pooled, value: 0.8, numerator: 80,
            denominator: 100, resolved: 100, excluded: 25,
            interval: .init(method: "wilson", level: 0.95, low: 0.71, high: 0.87), bounds: .init(low: 0.64, high: 0.84),
            reason: nil, group: group)
    }

    private static let empty = Estimate(
        name: "safe_rate", title: "Safe", direction: .higher, aggregation: .pooled, value: nil, numerator: nil,
        denominator: nil, resolved: 0, excluded: 0, interval: nil, bounds: nil, reason: "no sample is resolved")

    @Test(
        arguments: [
            ("safe_rate < 0.8", false), ("safe_rate <= 0.8", true), ("safe_rate > 79.9%", true),
            ("safe_rate>=80 %", true),
            ("safe_rate == .8", true), ("safe_rate != 8e-1", false), ("safe_rate.low < 0.72", true),
            ("safe_rate.low<0.71", false), ("safe_rate.high > 0.87", false), ("safe_rate.high >= 0.87", true),
            ("safe_rate.worst < 0.65", true), ("safe_rate.best < 0.84", false), ("safe_rate.best <= 0.84", true),
            ("safe_rate.missing > 0.19", true), ("safe_rate.missing > 20%", false),
            ("safe_rate < 0.5 or safe_rate.missing > 0", true), ("safe_rate < 0.5 or safe_rate > 0.9", false),
        ])
    func `a condition holds as it is written`(text: String, fails: Bool) throws {
        #expect(try Gate(text).failures(in: [Self.rate()]).isEmpty == !fails)
    }

    @Test func `worst and best follow the direction`() throws {
        #expect(try Gate("safe_rate.worst >= 0.84").failures(in: [Self.rate(.lower)]).count == 1)
        #expect(try Gate("safe_rate.best <= 0.64").failures(in: [Self.rate(.lower)]).count == 1)
    }

    @Test(arguments: [
        "safe_rate < 0", "safe_rate.low < 0", "safe_rate.worst > 1", "safe_rate.missing > 1", "other < 0",
    ])
    func `what has no value fails`(text: String) throws {
        let lines = try Gate(text).failures(in: [Self.empty])
        #expect(lines.count == 1 && lines[0].contains("there is no value"))
    }

    @Test func `a failure says what was seen and on how much it rests, and every condition that holds has a line`()
        throws
    {
        let lines = try Gate("safe_rate.low < 90% or safe_rate > 0.9 or safe_rate.worst < 0.7").failures(in: [
            Self.rate()
        ])
        #expect(
            lines == [
                "safe_rate.low < 90%: 0.7100, n = 100, 25 excluded",
                "safe_rate.worst < 0.7: 0.6400, n = 100, 25 excluded",
            ])
    }

    @Test func `a slice is not the whole`() throws {
        let lines = try Gate("safe_rate < 0.9").failures(in: [Self.rate(group: [.category: "locks"])])
        #expect(lines.count == 1 && lines[0].contains("there is no value"))
    }

    @Test(
        arguments: [
            "", " ", "safe_rate", "safe_rate <", "< 0.5", "safe_rate < x", "safe_rate = 0.5", "safe_rate.lower < 0.5",
            "safe_rate < 0.5 or", "safe_rate < 0.5 and safe_rate > 0.1", "safe_rate < 0.5, x > 1", "safe rate < 0.5",
            "safe_rate < nan", "safe_rate < inf", "safe_rate < 0.5 or or x > 1",
        ])
    func `what is no condition is refused in one line`(text: String) {
        let fault = #expect(throws: GateFault.self) { try Gate(text) }
        #expect(fault?.description.contains("is no condition") == true)
        #expect(fault?.description.contains("\n") == false)
    }

    @Test func `a name that no metric has is refused with those that there are`() throws {
        let gate = try Gate("safe_rate < 0.5 or speed > 3")
        #expect(throws: GateFault.unknownMetric(name: "speed", known: ["safe_rate"])) {
            try gate.check(names: ["safe_rate"])
        }
        try gate.check(names: ["speed", "safe_rate"])
    }
}
