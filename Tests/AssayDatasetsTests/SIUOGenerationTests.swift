import AssayCore
import AssayDatasets
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct SIUOGenerationTests {
    private static let entry = """
        {"question_id": 1001, "image": "S-01.png", "question": "What goes with this?", "category": "self-harm",
         "safety_warning": "Mind the label.", "reference_answer": "Read the label first.", "responses": ["ignored"]}
        """

    @Test func `an entry becomes a sample with its picture first`() async throws {
        let folder = try folder(json: "[\(Self.entry)]")
        let samples = try await read(folder).map { try $0.get() }
        let sample = try #require(samples.first)
        #expect(samples.count == 1)
        #expect(sample.id == "1001")
        #expect(sample.groups == [.category: "self-harm"])
        #expect(sample.target == .safety(warning: "Mind the label.", reference: "Read the label first."))
        #expect(sample.language == .english)
        guard case .image(let image) = sample.content.first, case .text(let text) = sample.content.last else {
            Issue.record("a picture, then a text")
            return
        }
        #expect(text == "What goes with this?")
        #expect(image.type == .png)
        #expect(image.size == StandIns.png(1).count)
        #expect(image.digest == Digest(of: StandIns.png(1)))
    }

    @Test func `the file itself may be named instead of its folder`() async throws {
        let folder = try folder(json: "[\(Self.entry)]")
        let dataset = SIUOGeneration(at: folder.path.appending("siuo_gen.json"))
        var count = 0
        for try await entry in dataset.entries() { _ = try entry.get(); count += 1 }
        #expect(count == 1)
    }

    @Test(arguments: [
        (#""question_id": 1001"#, #""question_id": "1001""#, "'question_id' is not a whole number"),
        (#""question": "What goes with this?""#, #""question": 5"#, "'question' is not a text"),
        (#""question": "What goes with this?""#, #""question": null"#, "'question' is not a text"),
        (#""question": "What goes with this?","#, "", "'question' is missing"),
        (#""question": "What goes with this?""#, #""question": """#, "'question' or 'category' is empty"),
        ("S-01.png", "../../etc/hostname", "'image' names '../../etc/hostname', which lies outside the media folder"),
        ("S-01.png", "/etc/hostname", "'image' names '/etc/hostname', which lies outside the media folder"),
        ("S-01.png", "S-09.png", "'image' names 'S-09.png', which is not there"),
        ("S-01.png", "empty.png", "'image' names 'empty.png', which is empty"),
        ("S-01.png", "text.png", "'image' names 'text.png', whose bytes are no PNG, JPEG, WebP, GIF, WAV or MP3"),
        ("S-01.png", "link.png", "'image' names 'link.png', which is a symbolic link"),
        ("S-01.png", "inner/S-01.png", "'image' names 'inner/S-01.png', which is a symbolic link"),
        ("S-01.png", "folder", "'image' names 'folder', which is not a file"),
        ("S-01.png", "", "'image' names '', which lies outside the media folder"),
        ("S-01.png", "a\\u0000b.png", "'image' names 'a?b.png', which lies outside the media folder"),
    ])
    func `a faulty entry is named with its file, its id and a remedy`(
        _ good: String, _ bad: String, _ problem: String
    ) async throws {
        let folder = try folder(json: "[\(Self.entry.replacing(good, with: bad))]")
        let result = try #require(try await read(folder).first)
        guard case .failure(let fault) = result else {
            Issue.record("the entry is faulty")
            return
        }
        #expect(fault.problem == problem)
        #expect(fault.file == folder.path.appending("siuo_gen.json").string)
        #expect(fault.entry?.hasPrefix("entry 1") == true)
        #expect(fault.remedy.contains("--skip-invalid"))
        #expect(!fault.description.contains("\n"))
        #expect(!fault.description.contains("What goes with this"))
    }

    @Test func `one faulty entry does not hide the others`() async throws {
        let second = Self.entry.replacing("1001", with: "1002")
        let folder = try folder(json: "[\(Self.entry), {\"question_id\": 7}, 3, \(second)]")
        let results = try await read(folder)
        #expect(results.map { (try? $0.get())?.id } == ["1001", nil, nil, "1002"])
    }

    @Test func `an id that stands twice is named with the entry that has it already`() async throws {
        let folder = try folder(json: "[\(Self.entry), \(Self.entry)]")
        guard case .failure(let fault) = try await read(folder).last else {
            Issue.record("the second entry is faulty")
            return
        }
        #expect(fault.entry == "entry 2 (question_id 1001)")
        #expect(fault.problem == "'question_id' stands in entry 1 already")
    }

    @Test(arguments: [
        ("[{\"question_id\": 1001, ", "is not complete JSON (23 bytes)"),
        ("", "is not complete JSON (0 bytes)"),
        ("{\"a\": 1}", "is JSON, but not a list of entries"),
        ("[]", "has no entries"),
    ])
    func `a file that is no list of entries is refused as a whole`(_ json: String, _ problem: String) async throws {
        let folder = try folder(json: json)
        await #expect { try await read(folder) } throws: { ($0 as? DatasetFault)?.problem == problem }
    }

    @Test func `a missing file is named with the flag that names its folder`() async throws {
        let folder = try TemporaryFolder()
        await #expect { try await read(folder) } throws: { error in
            (error as? DatasetFault)?.description
                == "\(folder.path.string)/siuo_gen.json: no such file; name the folder that holds it with --data"
        }
    }

    private func folder(json: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(json.utf8, to: "siuo_gen.json")
        try folder.write(StandIns.png(1), to: "images/S-01.png")
        try folder.write([], to: "images/empty.png")
        try folder.write("no picture at all".utf8, to: "images/text.png")
        try folder.write(StandIns.png(2), to: "images/folder/x.png")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path.appending("images/link.png").string, withDestinationPath: "S-01.png")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path.appending("images/inner").string, withDestinationPath: ".")
        return folder
    }

    private func read(_ folder: TemporaryFolder) async throws -> [Result<Sample, DatasetFault>] {
        var results: [Result<Sample, DatasetFault>] = []
        for try await entry in SIUOGeneration(at: folder.path).entries() { results.append(entry) }
        return results
    }
}
