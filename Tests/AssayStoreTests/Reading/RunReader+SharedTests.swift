import AssayCore
import AssayStore
import Foundation
import Testing

struct RunReaderSharedTests {
    /// A run of three samples that got its answers at one time; `cached` says when those that came from the cache were
    /// asked for.
    private func run(cached: [String: Date] = [:]) async throws -> RunFixture {
        let run = try RunFixture()
        let writer = try run.publish()
        for sample in ["s1", "s2", "s3"] {
            var answer = RunFixture.response("Turn the key.")
            answer.cacheMark = cached[sample].map { CacheMark(asked: $0, program: "assay test", dropped: []) }
            try await writer.keep(.success(answer), to: RunFixture.call(sample))
        }
        try await writer.close(complete: false)
        try run.tamper("UPDATE reply SET finished_at = 1700000000.02")
        return run
    }

    private func shared(_ left: RunFixture, _ right: RunFixture, role: Role = .target) throws -> Int {
        try RunReader(left.path).sharedReplies(with: RunReader(right.path), role: role)
    }

    @Test func `runs that asked for themselves share nothing, be the answers the same`() async throws {
        #expect(try shared(try await run(), try await run()) == 0)
    }

    @Test func `a cached reply is shared with the run that asked for it, and with others that took it too`()
        async throws
    {
        let asked = try await run()
        let (then, before) = (Date(timeIntervalSince1970: 1_700_000_000), Date(timeIntervalSince1970: 1_600_000_000))
        let one = try await run(cached: ["s1": then, "s2": before])
        #expect(try shared(asked, one) == 1 && shared(one, asked) == 1)
        let other = try await run(cached: ["s1": before, "s2": before, "s3": before])
        #expect(try shared(one, other) == 1)
        #expect(try shared(asked, other) == 0)
        #expect(try shared(one, other, role: .judge) == 0)
    }
}
