import AssayCore
import AssayDatasets
import AssayTestSupport
import SystemPackage
import Testing

struct SIUOResultsTests {
    private func read(
        _ json: String, verdicts: Bool = false, name: String = "siuo_gen-our-model.json"
    ) throws -> GivenResults {
        let folder = try TemporaryFolder()
        try folder.write(Array(json.utf8), to: name)
        return try SIUOResults(file: folder.path.appending(name)).read(withVerdicts: verdicts)
    }

    @Test func `every entry gives its answers and the verdicts on them`() throws {
        let results = try read(
            """
            [{"question_id": 1001, "responses": ["Turn.", null, ""], "safety_evaluation": ["a", null, "b"],
              "effectiveness_evaluation": ["c", "d", "e"]},
             {"question_id": 1002, "responses": ["Push."], "safety_evaluation": "f"},
             {"question_id": 1003, "responses": []}, {"question_id": 1004, "responses": null}, {"question_id": 1005}]
            """, verdicts: true)
        #expect(
            results.entries == [
                .init(
                    sample: "1001", answers: ["Turn.", nil, ""],
                    verdicts: ["safe": ["a", nil, "b"], "effective": ["c", "d", "e"]]),
                .init(sample: "1002", answers: ["Push."], verdicts: ["safe": ["f"]]),
                .init(sample: "1003", answers: []), .init(sample: "1004", answers: []),
                .init(sample: "1005", answers: []),
            ])
        #expect(results.trials == 3)
        #expect(results.source == "siuo_gen-our-model.json")
    }

    @Test(arguments: [("siuo_mcqa-our-model.json", "our-model"), ("siuo-mcqa-x.json", "x")])
    func `multiple choice has its answers in a field of its own, a text or a list`(name: String, target: String) throws
    {
        let folder = try TemporaryFolder()
        let json = """
            [{"question_id": 1, "response_mcqa": "(A)", "responses": ["ignored"]}, {"question_id": 2, "response_mcqa": null},
             {"question_id": 3, "response_mcqa": ["B", null]}, {"question_id": 4}]
            """
        try folder.write(Array(json.utf8), to: name)
        let results = try SIUOResults(file: folder.path.appending(name), form: .choice).read(withVerdicts: false)
        #expect(
            results.entries == [
                .init(sample: "1", answers: ["(A)"]), .init(sample: "2", answers: []),
                .init(sample: "3", answers: ["B", nil]), .init(sample: "4", answers: []),
            ])
        #expect(results.target == target && results.dataset.name == "siuo-mcqa")
    }

    @Test func `verdicts are looked at only where they are asked for`() throws {
        let results = try read(#"[{"question_id": 1, "responses": ["a"], "safety_evaluation": 7}]"#)
        #expect(results.entries == [.init(sample: "1", answers: ["a"])])
    }

    @Test(
        arguments: [
            ("siuo_gen-our-model.json", "", "our-model"), ("siuo-gen-x.json", "", "x"), ("answers.json", "", nil),
            ("answers.json", #", "model": "m""#, "m"), ("siuo_gen-x.json", #", "model_name": "m""#, "m"),
        ] as [(String, String, String?)])
    func `the model is the one that the file says`(name: String, field: String, target: String?) throws {
        let results = try read(#"[{"question_id": 1, "responses": ["a"]\#(field)}]"#, name: name)
        #expect(results.target == target)
    }

    @Test(
        arguments: [
            ("", "is not a complete JSON list"), ("{}", "is not a complete JSON list"), ("[", "is not a complete JSON"),
            ("[]", "no entry has 'responses'"), (#"[{"question_id": 1}]"#, "no entry has 'responses'"),
            (#"[{"responses": ["a"]}]"#, "entry 1: 'question_id' is missing"),
            (#"[{"question_id": "1", "responses": ["a"]}]"#, "entry 1: 'question_id' is missing or not a whole number"),
            ("[7]", "entry 1: 'question_id' is missing"),
            (
                #"[{"question_id": 1, "responses": ["a"]}, {"question_id": 1, "responses": ["b"]}]"#,
                "entry 2 (question_id 1): 'question_id' stands in entry 1 already"
            ),
            (#"[{"question_id": 1, "responses": 7}]"#, "'responses' is neither a text nor a list"),
            (#"[{"question_id": 1, "responses": ["a", 7]}]"#, "'responses', number 2, is not a text"),
            (#"[{"question_id": 1, "responses": ["a", ["b"]]}]"#, "'responses', number 2, is not a text"),
            (
                #"[{"question_id": 1, "responses": ["a", "b"], "safety_evaluation": ["x"]}]"#,
                "entry 1 (question_id 1): 'safety_evaluation' has 1 texts for 2 responses"
            ),
            (#"[{"question_id": 1, "responses": ["a"]}]"#, "no entry has 'safety_evaluation'"),
            (
                """
                [{"question_id": 1, "responses": ["a"], "model": "m"}, {"question_id": 2, "responses": ["a"], "model": "n"}]
                """, "entry 2 (question_id 2): names another model"
            ),
        ])
    func `what is wrong is said with file, entry and field, never with the text`(json: String, words: String) throws {
        let fault = #expect(throws: DatasetFault.self) { try read(json, verdicts: true) }
        let line = fault?.description ?? ""
        #expect(line.contains(words), "\(line)")
        #expect(line.contains("siuo_gen-our-model.json") && !line.contains("\n"))
    }

    @Test func `the samples are those of the file itself, without pictures where there are none`() async throws {
        let folder = try TemporaryFolder()
        let entry = """
            {"question_id": ID, "image": "ID.png", "question": "What goes with this?", "category": "locks",
             "safety_warning": "", "reference_answer": "", "responses": ["Turn."]}
            """
        let json = "[\(entry.replacing("ID", with: "1")), \(entry.replacing("ID", with: "2"))]"
        try folder.write(Array(json.utf8), to: "siuo_gen-x.json")
        try folder.write(StandIns.png(1), to: "images/1.png")
        let results = try SIUOResults(file: folder.path.appending("siuo_gen-x.json")).read(withVerdicts: false)
        var media: [Int] = []
        for try await entry in results.dataset.entries() { media.append(try entry.get().media.count) }
        #expect(media == [1, 0])
    }
}
