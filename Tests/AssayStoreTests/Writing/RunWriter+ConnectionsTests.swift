import AssayCore
import Testing

@testable import AssayStore

struct RunWriterConnectionsTests {
    @Test func `the limits of endpoints are read back in order`() async throws {
        let fixture = try RunFixture()
        let writer = try fixture.publish()
        #expect(try writer.facts().connections == nil)
        for (endpoint, limit) in [("lab", 20), ("open \"ai\"", 20), ("lab", 51)] {
            writer.noteConnections(at: endpoint, limit: limit)
        }
        try await writer.close(complete: true)
        let steps = try #require(try RunReader(fixture.path).facts().connections)
        #expect(steps.map(\.endpoint) == ["lab", "open \"ai\"", "lab"])
        #expect(steps.map(\.limit) == [20, 20, 51])
    }
}
