import AssayCore
import AssaySimulator
import Testing

struct FaultPlanTests {
    @Test func `a specification says all of it`() throws {
        let plan = try FaultPlan(
            "latency=200ms, 429=0.1,500=0.05,cut=0.02,malformed=0.02,reset=0.01,hang=0.01,retry-after=1.5s,drip=1m,quota=5,seed=7"
        )
        var expected = FaultPlan()
        expected.latency = .milliseconds(200)
        expected.drip = .seconds(60)
        expected.retryAfter = .milliseconds(1500)
        expected.quota = 5
        expected.seed = 7
        expected.shares = [
            .rateLimited: 0.1, .broken: 0.05, .cut: 0.02, .malformed: 0.02, .reset: 0.01, .hang: 0.01,
        ]
        #expect(plan == expected)
    }

    @Test func `an empty specification is a server that does not fail`() throws {
        #expect(try FaultPlan("") == FaultPlan())
        #expect(FaultPlan().fault(digest: Digest(of: "a"), attempt: 0) == nil)
    }

    @Test(arguments: [
        ("latency=soon", "--faults: 'latency=soon' cannot be read; give a time like 200ms or 1.5s"),
        ("latency=-1s", "--faults: 'latency=-1s' cannot be read; give a time like 200ms or 1.5s"),
        ("429", "--faults: '429' cannot be read; give KEY=VALUE"),
        ("429=1.5", "--faults: '429=1.5' cannot be read; give a share between 0 and 1"),
        ("429=nan", "--faults: '429=nan' cannot be read; give a share between 0 and 1"),
        ("429=0.6,500=0.6", "--faults: '429=0.6,500=0.6' cannot be read; give shares that sum to at most 1"),
        ("quota=-1", "--faults: 'quota=-1' cannot be read; give a number of answers"),
        (
            "404=0.1",
            """
            --faults: '404=0.1' cannot be read; give one of the keys latency, drip, retry-after, quota, seed, 429, 500, \
            cut, malformed, reset, hang
            """
        ),
    ])
    func `a part that cannot be read is named in one line`(specification: String, description: String) {
        let error = #expect(throws: FaultPlanError.self) { try FaultPlan(specification) }
        #expect(error?.description == description)
    }

    // The draws, worked out with a separate Python program: seed 0 gives 0.1993, 0.4490, 0.2801 for the attempts 0, 1
    // and 2; seed 7 gives 0.3688 and 0.9625. The shares below end at 0.1, 0.25 and 0.55.
    @Test(
        arguments: [
            (UInt64(0), 0, FaultPlan.Fault.broken), (0, 1, .cut), (0, 2, nil), (7, 0, .cut), (7, 1, nil),
        ] as [(UInt64, Int, FaultPlan.Fault?)])
    func `a fault is a function of the request, the attempt and the seed, and the third attempt never fails`(
        seed: UInt64, attempt: Int, fault: FaultPlan.Fault?
    ) throws {
        var plan = try FaultPlan("429=0.1,500=0.15,cut=0.3")
        plan.seed = seed
        #expect(plan.fault(digest: Digest(hex: String(repeating: "0", count: 64)), attempt: attempt) == fault)
    }

    @Test func `faults come about as often as they should`() throws {
        let plan = try FaultPlan("429=0.2")
        let count = (0..<1000).count { plan.fault(digest: Digest(of: "\($0)"), attempt: 0) == .rateLimited }
        // Four standard deviations of a share of 0.2 in 1,000 are 51.
        #expect((149...251).contains(count))
    }
}
