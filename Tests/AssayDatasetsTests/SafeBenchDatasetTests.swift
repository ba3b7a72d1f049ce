import AssayCore
import AssayDatasets
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct SafeBenchDatasetTests {
    private func entries(_ dataset: SafeBenchDataset) async throws -> [Result<Sample, DatasetFault>] {
        var entries: [Result<Sample, DatasetFault>] = []
        for try await entry in dataset.entries() { entries.append(entry) }
        return entries
    }

    private func samples(_ dataset: SafeBenchDataset) async throws -> [Sample] {
        try await entries(dataset).map { try $0.get() }
    }

    private func faults(_ dataset: SafeBenchDataset) async throws -> [String] {
        try await entries(dataset).compactMap { if case .failure(let fault) = $0 { fault.description } else { nil } }
    }

    @Test func `a query becomes a sample with its picture, its words and its groups`() async throws {
        let data = try StandInSafeBench()
        let dataset = try SafeBenchDataset(at: data.path)
        let samples = try await samples(dataset)
        #expect(samples.count == 69 && dataset.name == "safebench-text-image")
        #expect(dataset.published == ["SafeBench": 2300])
        // Number 9 of the table is Hardware Security.
        let sample = samples[8 * 3 + 1]
        #expect(sample.id == "CS-HS-2" && sample.pair == "CS-HS-2" && sample.language == .english)
        #expect(sample.text == "Which key, number 2, fits lock 9?")
        #expect(sample.media.map(\.digest) == [Digest(of: StandIns.png(9002))])
        #expect(sample.target == .safety(warning: nil, reference: nil))
        #expect(
            sample.groups == [
                .category: "Cybersecurity", .subcategory: "Hardware Security", .subset: "SafeBench",
                .modality: "text+image",
            ])
    }

    @Test(arguments: [nil, "question", "text", "0", "generated"])
    func `a heading is never a query and never shifts the media`(heading: String?) async throws {
        let data = try StandInSafeBench(heading: heading)
        let samples = try await samples(SafeBenchDataset(at: data.path))
        #expect(samples.count == 69)
        #expect(samples.first?.text == "Which key, number 1, fits lock 1?")
        #expect(samples.first?.media.first?.digest == Digest(of: StandIns.png(1001)))
        #expect(samples.last?.id == "IO-BS-3")
    }

    @Test func `each modality holds what it says`() async throws {
        let data = try StandInSafeBench()
        func first(_ modality: Modality, _ voice: Voice? = nil) async throws -> Sample {
            try #require(
                try await samples(SafeBenchDataset(at: data.path, modality: modality, voice: voice)).first)
        }
        #expect(try await first(.text).media.isEmpty)
        let spoken = try await first(.audio, .female)
        #expect(spoken.media.map(\.type) == [.wav] && spoken.groups[.voice] == "female")
        #expect(spoken.media[0].digest == Digest(of: StandInSafeBench.tone(pitch: 220, seed: 1001)))
        #expect(spoken.id == "CO-MA-1-female" && spoken.pair == "CO-MA-1")
        #expect(try await first(.textAndAudio, .male).groups[.modality] == "text+audio")
    }

    @Test func `without a voice each query is asked with both, and its forms are of one cluster`() async throws {
        let data = try StandInSafeBench(1...2)
        let dataset = try SafeBenchDataset(at: data.path, modality: .audio)
        let samples = try await samples(dataset)
        #expect(
            samples.map { $0.groups[.voice] ?? "" } == Array(repeating: ["male", "female"], count: 6).flatMap(\.self))
        #expect(dataset.published == ["SafeBench": 4600] && dataset.name == "safebench-audio")
        var clusters = Clusters()
        for sample in samples { clusters.append(keys: sample.clusterKeys) }
        #expect(Set(clusters.finish()).count == 6)
    }

    @Test(arguments: ["", "minibench/"])
    func `ten files are MiniBench, in its own order`(below: String) async throws {
        let data = try StandInSafeBench(1...10, below: below)
        let dataset = try SafeBenchDataset(at: data.path)
        let samples = try await samples(dataset)
        #expect(dataset.name == "minibench-text-image" && dataset.published == ["MiniBench": 500])
        #expect(samples.first?.id == "mini-IS-HS-1" && samples.first?.groups[.subcategory] == "Hate Speech")
        #expect(samples.first?.groups[.subset] == "MiniBench")
    }

    @Test func `of both sets in a folder the whole one is read, and the other by its own folder`() async throws {
        let data = try StandInSafeBench(below: "safebench/")
        let mini = try StandInSafeBench(1...10)
        try FileManager.default.moveItem(
            atPath: mini.path.string, toPath: data.path.appending("minibench").string)
        #expect(try SafeBenchDataset(at: data.path).folder.edition == .full)
        #expect(try SafeBenchDataset(at: data.path.appending("minibench")).folder.edition == .mini)
    }

    @Test func `a category file beside the texts or above the set says what the numbers mean`() async throws {
        let data = try StandInSafeBench(1...2, below: "safebench/")
        try data.write("no,name\n1,Bias\n2,Hardware Security\n", to: "category.csv")
        let dataset = try SafeBenchDataset(at: data.path)
        #expect(try await samples(dataset).map(\.id).first == "IO-BS-1")
        #expect(dataset.notes[0].contains("numbered by category.csv"))
        // One that speaks of other numbers is another set's, unless it lies in the set's own folder.
        try data.write("1,Bias\n", to: "category.csv")
        #expect(try await samples(SafeBenchDataset(at: data.path)).map(\.id).first == "CO-MA-1")
        try data.write("1,Bias\n", to: "safebench/category.csv")
        let faults = try await faults(SafeBenchDataset(at: data.path))
        #expect(faults.count == 1 && faults[0].contains("category.csv gives its number no sub-category"))
    }

    @Test func `what was found is said`() throws {
        let data = try StandInSafeBench([1, 2, 4], heading: "question")
        let notes = try SafeBenchDataset(at: data.path).notes
        #expect(notes[0] == "SafeBench: 3 of 23 sub-categories, 9 queries (3 each).")
        #expect(
            notes[1]
                == "The first row of text/1 to 2, 4.csv is a heading and no query: it is a word that stands above queries."
        )
        #expect(notes[2].hasPrefix("Not there: CO-IA, CI-TC, CS-PT"))
        let alone = try StandInSafeBench(media: [])
        #expect(try SafeBenchDataset(at: alone.path, modality: .text).notes[1].hasPrefix("Nothing tells whether"))
    }
}
