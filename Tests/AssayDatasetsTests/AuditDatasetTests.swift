import AssayCore
import AssayTestSupport
import Testing

@testable import AssayDatasets

struct AuditDatasetTests {
    private func samples(_ dataset: AuditDataset) async throws -> [Sample] {
        var samples: [Sample] = []
        for try await entry in dataset.entries() { samples.append(try entry.get()) }
        return samples
    }

    @Test func `every response is there in every dress, with its answer`() async throws {
        let dataset = AuditDataset(.bundled)
        let samples = try await samples(dataset)
        #expect(samples.count == 208 * 10)
        #expect(Set(samples.map(\.id)).count == samples.count)
        #expect(dataset.count == samples.count)
        #expect(dataset.dressings.map(\.id) == samples.map(\.id))
        // No dress makes an answer look like an error message.
        #expect(!dataset.dressings.contains { ErrorText.isError($0.answer) })
        for samples in Dictionary(grouping: samples, by: \.pair).values { #expect(samples.count == 2) }
    }

    @Test func `the versions of a situation are one cluster`() async throws {
        var clusters = Clusters()
        for sample in try await samples(AuditDataset(.bundled)) { clusters.append(keys: sample.clusterKeys) }
        let numbers = clusters.finish()
        #expect(Set(numbers).count == 52)
        #expect(Set(Dictionary(grouping: numbers) { $0 }.values.map(\.count)) == [40])
    }

    @Test func `undressed ones are there whatever is chosen`() async throws {
        let one = AuditSet.bundled.limited(to: 1, seed: 1)
        let samples = try await samples(AuditDataset(one, dresses: [.padding]))
        #expect(samples.map { $0.groups[.dress] } == ["none", "padding"])
    }

    @Test func `rows that could not be read come first`() async throws {
        let fault = DatasetFault(file: "gold.csv", entry: "row 2", problem: "'label' is missing", remedy: "mend it")
        let set = AuditSet(name: "gold.csv", digest: Digest(of: ""), responses: [], faults: [fault])
        var faults: [DatasetFault] = []
        for try await entry in AuditDataset(set).entries() {
            if case .failure(let fault) = entry { faults.append(fault) }
        }
        #expect(faults == [fault])
    }
}
