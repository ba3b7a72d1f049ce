import AssayCore
import AssayTestSupport
import Testing

@testable import AssayStore

struct RunReaderBlocksTests {
    @Test func `blocks are counted by role, side and category`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 4)
        let filtered = AssayCore.Response(text: "Turn", stopReason: .filtered, categories: ["SAFETY"])
        try await writer.keep(.success(filtered), to: RunFixture.call("s1"))
        try await writer.keep(
            .failure(.blockedInput(categories: ["SAFETY", "violence"])), to: RunFixture.call("s2"))
        try await writer.keep(.failure(.blockedInput(categories: [])), to: RunFixture.call("s3"))
        try await writer.keep(.success(filtered), to: RunFixture.call("s1", role: .judge))
        // Neither of these is a block.
        try await writer.keep(.failure(.rejected(status: 400, code: nil)), to: RunFixture.call("s4"))
        try await writer.keep(.success(RunFixture.response("safe")), to: RunFixture.call("s2", role: .judge))
        try await writer.close(complete: false)
        let blocked = try RunReader(run.path).facts().blocked
        #expect(
            blocked == [
                .target: BlockFacts(input: 2, output: 1, categories: ["SAFETY": 2, "violence": 1]),
                .judge: BlockFacts(input: 0, output: 1, categories: ["SAFETY": 1]),
            ])
    }
}
