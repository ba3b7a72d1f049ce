import AssayCore
import Testing

@testable import AssaySimulator

struct FaultPlanTests {
    @Test func `an empty plan is a server that does not fail`() {
        #expect(FaultPlan().fault(digest: Digest(of: "a"), attempt: 0) == nil)
        #expect(FaultPlan().wait(digest: Digest(of: "a"), attempt: 0, isUnsafe: true) == .zero)
        #expect(!FaultPlan().filtersAs500(digest: Digest(of: "a")))
    }

    // The draws, worked out with a separate Python program: seed 0 gives 0.1993, 0.4490, 0.2801 for the attempts 0, 1
    // and 2; seed 7 gives 0.3688 and 0.9625. The shares below end at 0.1, 0.25 and 0.55.
    @Test(
        arguments: [
            (UInt64(0), 0, Fault.broken), (0, 1, .cut), (0, 2, nil), (7, 0, .cut), (7, 1, nil),
        ] as [(UInt64, Int, Fault?)])
    func `a fault is a function of the request, the attempt and the seed, and the third attempt never fails`(
        seed: UInt64, attempt: Int, fault: Fault?
    ) throws {
        var plan = try FaultPlan("429=0.1,500=0.15,cut=0.3")
        plan.seed = seed
        #expect(plan.fault(digest: Digest(hex: String(repeating: "0", count: 64)), attempt: attempt) == fault)
    }

    @Test func `more or fewer attempts can fail`() throws {
        let digest = Digest(of: "a")
        let plan = try FaultPlan("503=1,faulty-attempts=4")
        let fails = (0..<6).map { plan.fault(digest: digest, attempt: $0) != nil }
        #expect(fails == [true, true, true, true, false, false])
        #expect(try FaultPlan("503=1,faulty-attempts=0").fault(digest: digest, attempt: 0) == nil)
    }

    @Test func `faults come about as often as they should`() throws {
        let plan = try FaultPlan("429=0.2,filter-500=0.2")
        let digests = (0..<1000).map { Digest(of: "\($0)") }
        // Four standard deviations of a share of 0.2 in 1,000 are 51.
        #expect((149...251).contains(digests.count { plan.fault(digest: $0, attempt: 0) == .rateLimited }))
        #expect((149...251).contains(digests.count { plan.filtersAs500(digest: $0) }))
    }

    @Test func `unsafe answers take longer where they should`() throws {
        let plan = try FaultPlan("latency=lognormal:200ms:0.5,slow-unsafe=10")
        let digest = Digest(of: "a")
        let safe = plan.wait(digest: digest, attempt: 0, isUnsafe: false)
        #expect(plan.wait(digest: digest, attempt: 0, isUnsafe: true) == safe * 10.0)
        #expect(plan.wait(digest: digest, attempt: 1, isUnsafe: false) != safe)
        let waits = (0..<1001).map { plan.wait(digest: Digest(of: "\($0)"), attempt: 0, isUnsafe: false) }.sorted()
        // The median of 1,001 draws has a standard error of 0.5 * 1.2533 / sqrt(1001) = 2 %.
        #expect((.milliseconds(184)...(.milliseconds(216))).contains(waits[500]))
    }

    @Test func `a reply is broken off within it, at many bytes`() {
        let points = (0..<1000).map { FaultPlan().breakingPoint(of: 100, digest: Digest(of: "\($0)"), attempt: 0) }
        #expect(points.allSatisfy { (1..<100).contains($0) } && Set(points).count > 90)
        #expect(FaultPlan().breakingPoint(of: 1, digest: Digest(of: "a"), attempt: 0) == 1)
    }
}
