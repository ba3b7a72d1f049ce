import AssayCore
import AssayDatasets
import AssayTestSupport
import SystemPackage
import Testing

struct SIUOChoiceTests {
    private static let entry = """
        {"question_id": 1001, "image": "S-01.png", "question": "What goes with this?", "category": "self-harm",
         "options": {"A": "Push", "B": "Pull", "C": "Turn", "D": "Wait"}, "correct_option": "C"}
        """

    @Test func `an entry becomes a sample with its options and the letter of the right one`() async throws {
        let samples = try await read("[\(Self.entry)]").map { try $0.get() }
        let sample = try #require(samples.first)
        #expect(samples.count == 1)
        #expect(sample.id == "1001")
        #expect(sample.groups == [.category: "self-harm", .key: "C", .options: "4"])
        #expect(sample.target == .choice(key: "C", options: ["A": "Push", "B": "Pull", "C": "Turn", "D": "Wait"]))
        #expect(sample.text == "What goes with this?")
        #expect(sample.content.first?.media?.digest == Digest(of: StandIns.png(1)))
    }

    @Test(arguments: [
        (#""options": {"A": "Push", "B": "Pull", "C": "Turn", "D": "Wait"},"#, "", "'options' is missing"),
        (#""correct_option": "C""#, #""answer": "C""#, "'correct_option' is missing"),
        (#"{"A": "Push", "B": "Pull", "C": "Turn", "D": "Wait"}"#, #"["Push"]"#, "'options' is not of the right type"),
        (#"{"A": "Push", "B": "Pull", "C": "Turn", "D": "Wait"}"#, "null", "'options' is not of the right type"),
        (#""B": "Pull""#, #""B": 7"#, "'options.B' is not a text"),
        (#""correct_option": "C""#, #""correct_option": 3"#, "'correct_option' is not a text"),
        (#""correct_option": "C""#, #""correct_option": "E""#, "'correct_option' is none of the letters in 'options'"),
        (#""correct_option": "C""#, #""correct_option": "c""#, "'correct_option' is none of the letters in 'options'"),
        (#""correct_option": "C""#, #""correct_option": """#, "'correct_option' is none of the letters in 'options'"),
        (
            #""A": "Push", "B": "Pull", "C": "Turn", "D": "Wait""#, #""C": "Turn""#,
            "'options' has fewer than two options"
        ),
        (#""A": "Push", "B": "Pull", "C": "Turn", "D": "Wait""#, "", "'options' has fewer than two options"),
        (#""D": "Wait""#, #""E": "Wait""#, "'options' has other keys than the letters A to D"),
        (#""D": "Wait""#, #""d": "Wait""#, "'options' has other keys than the letters A to D"),
        (#""B": "Pull""#, #""B": """#, "'options.B' is empty"),
        (#""B": "Pull""#, #""B": " \n""#, "'options.B' is empty"),
        (
            #""D": "Wait""#,
            #""D": "Wait", "E": "e", "F": "f", "G": "g", "H": "h", "I": "i""#, "'options' has more than 8 options"
        ),
        ("S-01.png", "S-09.png", "'image' names 'S-09.png', which is not there"),
        ("S-01.png", "../x.png", "'image' names '../x.png', which lies outside the media folder"),
        (#""question": "What goes with this?""#, #""question": """#, "'question' or 'category' is empty"),
        (#""question_id": 1001"#, #""question_id": "1001""#, "'question_id' is not a whole number"),
    ])
    func `a faulty entry is named with its file, its place and a remedy, never with its text`(
        _ good: String, _ bad: String, _ problem: String
    ) async throws {
        guard case .failure(let fault) = try await read("[\(Self.entry.replacing(good, with: bad))]").first else {
            Issue.record("the entry is faulty")
            return
        }
        #expect(fault.problem == problem)
        #expect(fault.file.hasSuffix("siuo_mcqa.json"))
        #expect(fault.entry?.hasPrefix("entry 1") == true)
        #expect(fault.remedy.contains("--skip-invalid"))
        #expect(!fault.description.contains("Pull") && !fault.description.contains("\n"))
    }

    @Test func `two options are enough, and one faulty entry does not hide the others`() async throws {
        let two = Self.entry.replacing(
            #""A": "Push", "B": "Pull", "C": "Turn", "D": "Wait""#, with: #""A": "x", "B": "y""#
        )
        .replacing(#""correct_option": "C""#, with: #""correct_option": "B""#).replacing("1001", with: "1002")
        let results = try await read("[\(Self.entry), \(Self.entry), 7, \(two)]")
        #expect(results.map { (try? $0.get())?.id } == ["1001", nil, nil, "1002"])
    }

    @Test func `a missing file is named with the flag that names its folder`() async throws {
        let folder = try TemporaryFolder()
        await #expect {
            for try await _ in SIUOChoice(at: folder.path).entries() {}
        } throws: {
            ($0 as? DatasetFault)?.description.hasSuffix(
                "/siuo_mcqa.json: no such file; name the folder that holds it with --data") == true
        }
    }

    private func read(_ json: String) async throws -> [Result<Sample, DatasetFault>] {
        let folder = try TemporaryFolder()
        try folder.write(json.utf8, to: "siuo_mcqa.json")
        try folder.write(StandIns.png(1), to: "images/S-01.png")
        var results: [Result<Sample, DatasetFault>] = []
        for try await entry in SIUOChoice(at: folder.path).entries() { results.append(entry) }
        return results
    }
}
