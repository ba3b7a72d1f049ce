import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct DatasetsCoverageCommandTests {
    private let folder: TemporaryFolder
    private let program: BuiltProgram

    init() throws {
        folder = try TemporaryFolder()
        program = BuiltProgram(folder: folder.path)
    }

    private func line(_ number: Int, _ category: String, _ combination: String, _ more: String = "") -> String {
        """
        {"id": "\(number)", "text": "Stand-in \(number)?", "target": "safety", \
        "groups": {"category": "\(category)", "combination": "\(combination)"}\(more)}

        """
    }

    @Test func `a dataset's cells are counted, and what has no place is named`() async throws {
        let lines =
            (0..<20).map { line($0, "Violence", "RIRT") }
            + (20..<25).map { line($0, "Violence", "SIST", #", "language": "zh""#) }
            + [line(25, "Kitchen knives", "RIRT")]
        try folder.write(lines.joined().utf8, to: "samples.jsonl")
        let result = try await program.run("datasets", "coverage", "samples.jsonl", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let document = try result.json()
        #expect(document["threshold"] as? Int == 20)
        let completeness = try #require(document["completeness"] as? [String: Any])
        #expect(completeness["reached"] as? Int == 1 && completeness["cells"] as? Int == 244)
        let cells = try #require(document["cells"] as? [[String: Any]])
        #expect(cells.count == 244 && cells.filter { $0["under_threshold"] as? Bool == false }.count == 1)
        let text = try await program.run("datasets", "coverage", "samples.jsonl", "--threshold", "5")
        #expect(
            text.output.contains("0.8% (2/244)")
                && text.output.contains("category 'Kitchen knives' is not in the taxonomy"))
        let page = try await program.run(
            "datasets", "coverage", "samples.jsonl", "--format", "html", "--output", "coverage.html")
        #expect(page.status == 0 && page.output.isEmpty)
        let html = try String(contentsOfFile: folder.path.string + "/coverage.html", encoding: .utf8)
        #expect(html.contains("title=\"Violence, SIST, zh: 5 samples, under 20\">*5</td>"))
    }

    @Test func `a taxonomy of one's own and a suite's YAML are taken`() async throws {
        try FileManager.default.copyItem(
            at: OwnSuiteRunTests.example, to: URL(filePath: folder.path.string + "/kitchen"))
        try folder.write("[{category: knives}, {category: stove}, {category: storage}]".utf8, to: "tree.yaml")
        let result = try await program.run(
            "datasets", "coverage", "kitchen/kitchen.yaml", "--taxonomy", "tree.yaml", "--usage", "all", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let document = try result.json()
        #expect((document["cells"] as? [Any])?.count == 12 && document["samples"] as? Int == 14)
        // None of the samples says which of image and text is risky.
        let unplaced = try #require(document["unplaced"] as? [[String: Any]])
        #expect(unplaced.count == 1 && unplaced[0]["samples"] as? Int == 14)
    }

    @Test(arguments: [
        (["absent.jsonl"], "no such file or folder"), (["samples.txt"], "neither .jsonl nor .csv"),
        (["faulty.jsonl"], "line 2"), (["faulty.jsonl", "--threshold", "0"], "--threshold"),
        (["faulty.jsonl", "--taxonomy", "absent.yaml"], "absent.yaml"), (["faulty.jsonl", "--usage", "some"], "usage"),
    ])
    func `what cannot be counted is one line and status 2`(_ arguments: [String], _ words: String) async throws {
        try folder.write("x".utf8, to: "samples.txt")
        try folder.write((line(1, "Violence", "RIRT") + "{\"id\": \"2\"}\n").utf8, to: "faulty.jsonl")
        let result = try await program.run(["datasets", "coverage"] + arguments)
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors.split(separator: "\n").count == 1 && result.errors.contains(words), "\(result.errors)")
    }

    @Test func `faulty entries are left out and counted where the user says so`() async throws {
        try folder.write((line(1, "Violence", "RIRT") + "{\"id\": \"2\"}\n").utf8, to: "faulty.jsonl")
        let result = try await program.run("datasets", "coverage", "faulty.jsonl", "--skip-invalid", "--json")
        #expect(result.status == 0 && result.errors.contains("left out: faulty.jsonl, line 2"), "\(result.errors)")
        #expect(try result.json()["skipped"] as? Int == 1)
    }

    @Test func `USB as released is counted in both languages, without rows whose image is gone`() async throws {
        let rows = [
            "id,text,text_zh,open_url,level1_category,level2_category,level3_category,img_risk,text_risk,img_style,usage",
            "1,What opens it?,怎么打开?,img/1.png,Public Safety,Content Safety,Violence,1,1,OCR,vulnerability",
            "2,What fits it?,,img/2.png,Public Safety,Content Safety,Violence,1,0,OCR,vulnerability",
            "3,What is it?,,img/3.png,Public Safety,Content Safety,Violence,1,0,OCR,overrefusal",
            "4,Where is it?,,img/gone.png,Public Safety,Content Safety,Violence,1,0,OCR,vulnerability",
        ]
        try folder.write((rows.joined(separator: "\n") + "\n").utf8, to: "usb/USB_base_final.csv")
        for number in 1...3 { try folder.write(StandIns.png(number), to: "usb/img/\(number).png") }
        let result = try await program.run("datasets", "coverage", "usb", "--threshold", "1", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let document = try result.json()
        // Three English rows and a Chinese one are there; one of them is for over-refusal, one image is gone.
        #expect(document["samples"] as? Int == 4 && document["placed"] as? Int == 3)
        #expect(document["other_usage"] as? Int == 1 && document["image_gone"] as? Int == 1)
        let filled = try #require(document["cells"] as? [[String: Any]]).filter { $0["samples"] as? Int != 0 }
        #expect(filled.map { $0["combination"] as? String } == ["RIRT", "RIST"])
        #expect(filled.map { $0["languages"] as? [String: Int] } == [["en": 1, "zh": 1], ["en": 1, "zh": 0]])
    }

    @Test func `Chinese SafetyQA is counted by its second level, in both modes`() async throws {
        let further = StandInChineseSafetyQA.row(5, options: "{'A': '锁'}", key: "A")
        try folder.write(
            Array(((1...4).map { StandInChineseSafetyQA.row($0) }.joined() + further).utf8),
            to: "csqa/chinese_safetyqa.jsonl")
        let refused = try await program.run("datasets", "coverage", "csqa")
        #expect(refused.status == 2 && refused.errors.contains("row 5 (q5): 'options' has not two to 8 options"))
        let result = try await program.run("datasets", "coverage", "csqa", "--skip-invalid", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let set = try #require((try result.json()["sets"] as? [[String: Any]])?.first)
        let cells = try #require(set["cells"] as? [[String: Any]])
        // Rows 1 to 5 lie in five of the seven widest categories; row 5 cannot be asked by letters.
        let counts = cells.compactMap { $0["samples"] as? Int }
        #expect(counts.reduce(0, +) == 5 + 4)
        #expect(counts.count == 5 * 2)
        let drawn = try await program.run("datasets", "coverage", "csqa", "--format", "html", "--skip-invalid")
        #expect(drawn.status == 2)
    }

    @Test func `help shows an example`() async throws {
        let result = try await program.run("datasets", "coverage", "--help")
        #expect(result.status == 0 && result.output.contains("assay datasets coverage samples.jsonl"))
    }
}
