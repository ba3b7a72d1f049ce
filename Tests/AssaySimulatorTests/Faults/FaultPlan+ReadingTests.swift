import AssaySimulator
import Testing

struct FaultPlanReadingTests {
    @Test func `a specification says all of it`() throws {
        let plan = try FaultPlan(
            """
            latency=200ms, 429=0.1,500=0.05,cut=0.02,malformed=0.02,reset=0.01,hang=0.01,retry-after=1.5s,drip=1m,quota=5,\
            seed=7,slow-unsafe=10,retry-after-form=date,filter-500=0.5,concurrency=50,faulty-attempts=3
            """)
        var expected = FaultPlan()
        expected.latency = .constant(.milliseconds(200))
        expected.drip = .seconds(60)
        expected.retryAfter = .milliseconds(1500)
        expected.retryAfterForm = .date
        expected.quota = 5
        expected.seed = 7
        expected.slowUnsafe = 10
        expected.filterAs500 = 0.5
        expected.concurrency = 50
        expected.faultyAttempts = 3
        expected.shares = [
            .rateLimited: 0.1, .broken: 0.05, .cut: 0.02, .malformed: 0.02, .reset: 0.01, .hang: 0.01,
        ]
        #expect(plan == expected)
        #expect(try FaultPlan("") == FaultPlan())
    }

    @Test(arguments: Fault.allCases)
    func `every fault has a share`(fault: Fault) throws {
        #expect(try FaultPlan("\(fault.rawValue)=0.25").shares == [fault: 0.25])
    }

    @Test(arguments: [
        (
            "latency=soon",
            "'latency=soon' cannot be read; give a time like 200ms or 1.5s, lognormal:200ms:0.5 or uniform:50ms-300ms"
        ),
        ("429", "'429' cannot be read; give KEY=VALUE"),
        ("500=0.1,429=1.5", "'429=1.5' cannot be read; give a share between 0 and 1"),
        ("429=nan", "'429=nan' cannot be read; give a share between 0 and 1"),
        ("429=0.6,500=0.6", "'429=0.6,500=0.6' cannot be read; give shares that sum to at most 1"),
        ("429=0.1,429=0.2", "'429=0.2' cannot be read; give each key once"),
        ("quota=-1", "'quota=-1' cannot be read; give a number of answers"),
        ("concurrency=0", "'concurrency=0' cannot be read; give a number of requests, at least 1"),
        ("faulty-attempts=x", "'faulty-attempts=x' cannot be read; give a number of attempts"),
        ("slow-unsafe=-1", "'slow-unsafe=-1' cannot be read; give a factor from 0 to 1000"),
        ("retry-after=1s,retry-after-form=weeks", "'retry-after-form=weeks' cannot be read; give seconds, ms or date"),
        ("retry-after-form=ms", "'retry-after-form' cannot be read; give retry-after=TIME with it"),
        (
            "404=0.1",
            """
            '404=0.1' cannot be read; give one of the keys latency, slow-unsafe, drip, retry-after, retry-after-form, \
            filter-500, concurrency, quota, faulty-attempts, seed, 429, 500, cut, malformed, reset, hang, 503, 529, 502, \
            error-200, empty-choices, hang-body, reset-body, length-long, length-short, invalid-utf8, redirect, slow, \
            huge, duplicate-fields, unknown-fields, wrong-model
            """
        ),
    ])
    func `a part that cannot be read is named in one line`(specification: String, description: String) {
        let error = #expect(throws: FaultPlanError.self) { try FaultPlan(specification) }
        #expect(error?.description == "--faults: \(description)")
    }
}
