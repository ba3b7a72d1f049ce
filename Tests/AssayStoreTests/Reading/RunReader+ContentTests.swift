import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import AssayStore

struct RunReaderContentTests {
    private static func contents(_ run: RunFixture, atMost limit: Int = .max) throws -> [SampleContent] {
        var all: [SampleContent] = []
        try RunReader(run.path).contents { content in
            all.append(content)
            return all.count < limit
        }
        return all
    }

    @Test func `every sample comes with its calls and rulings, also one that nobody asked`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await writer.keep(.success(RunFixture.response("Turn it.\u{0}")), to: RunFixture.call("s1"))
        try await writer.keep(.success(RunFixture.response("safe")), to: RunFixture.call("s1", role: .judge))
        try await writer.keep(.failure(.tooLong), to: RunFixture.call("s2"))
        writer.keep(
            FinishedRecord(sample: "s1", trial: 1, outcome: .judged, rulings: ["safe": .label("safe")]))
        try await writer.close(complete: false)
        let contents = try Self.contents(run)
        #expect(Set(contents.map(\.sample.id)) == ["s1", "s2", "s3"])
        let first = try #require(contents.first { $0.sample.id == "s1" }?.trials.first)
        #expect(first.outcome == .judged && first.rulings.map(\.label) == ["safe"])
        #expect(first.calls.map(\.role) == [.target, .judge] && first.calls.first?.text == "Turn it.\u{0}")
        #expect(first.calls.first?.prompt.contains("turns") == true)
        let second = try #require(contents.first { $0.sample.id == "s2" }?.trials.first)
        #expect(second.outcome == .pending && second.calls.map(\.text) == [nil])
        #expect(contents.first { $0.sample.id == "s3" }?.trials.isEmpty == true)
    }

    @Test func `whoever has seen enough is given no more`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        #expect(try Self.contents(run, atMost: 2).count == 2)
    }
}
