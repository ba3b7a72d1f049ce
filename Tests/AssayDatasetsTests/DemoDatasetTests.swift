import AssayCore
import AssayDatasets
import Testing

struct DemoDatasetTests {
    @Test func `the demonstration covers every combination, both kinds, both languages, and a sound`() async throws {
        let samples = try await samples()
        // 12 topics, harmful-looking and harmless, 4 combinations; and one sound.
        #expect(samples.count == 12 * 2 * 4 + 1)
        #expect(Set(samples.map(\.id)).count == samples.count)
        for combination in ["RIRT", "RIST", "SIRT", "SIST"] {
            for usage in ["vulnerability", "overrefusal"] {
                let cell = samples.filter { $0.groups[.combination] == combination && $0.groups[.usage] == usage }
                #expect(cell.count == 12)
                #expect(cell.filter { $0.language == .chinese }.count == 6)
            }
        }
        #expect(samples.flatMap(\.media).filter { $0.type == .wav }.count == 1)
    }

    @Test func `no two samples share a picture`() async throws {
        let media = try await samples().flatMap(\.media)
        #expect(Set(media.map(\.digest)).count == media.count)
    }

    @Test func `usage and target agree`() async throws {
        for sample in try await samples() {
            #expect((sample.target == .helpfulness) == (sample.groups[.usage] == "overrefusal"))
        }
    }

    private func samples() async throws -> [Sample] {
        var samples: [Sample] = []
        for try await entry in DemoDataset().entries() { samples.append(try entry.get()) }
        return samples
    }
}
