import AssayCore
import AssayStore
import Testing

struct RunReaderIdentitiesTests {
    @Test func `samples come in order of their ids, with their places in the run and the digests of the file`()
        async throws
    {
        let fixture = try RunFixture()
        let writer = try fixture.publish(samples: 12)
        try await RunFixture.answer("s10", label: .unsafe, in: writer)
        try await writer.close(complete: false)
        let reader = try RunReader(fixture.path)
        let identities = try reader.identities()
        #expect(identities.map(\.id) == (1...12).map { "s\($0)" }.sorted())
        #expect(Set(identities.map(\.index)) == Set(0..<12))
        #expect(Set(identities.map(\.digest)).count == 12)
        #expect(!identities.contains { $0.digest == nil })
        // The place is that of the records: only s10 was answered.
        let records = try reader.records(labels: StandInLabel.allCases)
        let place = try #require(identities.first { $0.id == "s10" }?.index)
        #expect(records.label(of: "safe", sample: place, trial: 0) == .unsafe)
    }
}
