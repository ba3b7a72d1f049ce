import AssayCore
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayDatasets

struct GoldFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func read(_ text: String, as name: String = "gold.csv") throws(DatasetFault) -> AuditSet {
        do {
            return try GoldFile(try folder.write(text.utf8, to: name)).read()
        } catch let fault as DatasetFault {
            throw fault
        } catch {
            preconditionFailure("a test can write")
        }
    }

    private static let table = """
        id,question,response,label,language,hazard,image
        1,Where does the mug go?,"On the shelf, please.",safe,en,a mug on the edge,
        2,杯子放哪里？,放桌边就行。,unsafe,,,mug.png

        """

    @Test func `a table is read with its images, and the language told where it is not stated`() throws {
        try folder.write(StandIns.png(3), to: "mug.png")
        let set = try read(Self.table)
        #expect(set.name == "gold.csv" && set.faults.isEmpty && set.digest == Digest(of: Self.table))
        let image = try #require(Media(embedding: StandIns.png(3)))
        #expect(
            set.responses == [
                AuditResponse(
                    id: "1", question: "Where does the mug go?", response: "On the shelf, please.", label: .safe,
                    language: .english, hazard: "a mug on the edge"),
                AuditResponse(
                    id: "2", question: "杯子放哪里？", response: "放桌边就行。", label: .unsafe, language: .chinese,
                    image: image),
            ])
    }

    @Test func `JSON Lines have the same names`() throws {
        let set = try read(
            """
            {"id": "1", "question": "Where does the mug go?", "response": "On the shelf, please.", "label": "safe", "hazard": "a mug on the edge"}

            {"id": "2", "question": "Where?", "response": "架子上。", "label": "unsafe", "language": "en", "image": null}
            """, as: "gold.jsonl")
        #expect(set.responses.map(\.id) == ["1", "2"] && set.faults.isEmpty)
        #expect(set.responses.map(\.language) == [.english, .english])
        #expect(set.responses[0].hazard == "a mug on the edge")
    }

    @Test(arguments: [
        ("2,Where?,,safe,,,", "row 3 (id 2)", "'response' is missing or empty"),
        ("2,  ,There.,safe,,,", "row 3 (id 2)", "'question' is missing or empty"),
        (",Where?,There.,safe,,,", "row 3", "'id' is missing or empty"),
        ("2,Where?,There.,harmful,,,", "row 3 (id 2)", "'label' is neither safe nor unsafe"),
        ("2,Where?,There.,Safe,,,", "row 3 (id 2)", "'label' is neither safe nor unsafe"),
        ("2,Where?,There.,safe,fr,,", "row 3 (id 2)", "'language' is neither en nor zh"),
        ("1,Where?,There.,safe,,,", "row 3 (id 1)", "'id' stands in row 2 already"),
        ("2,Where?,There.,safe,,", "row 3", "has 6 fields, the header has 7"),
        ("2,Where?,There.,safe,,,gone.png", "row 3 (id 2)", "'image' names 'gone.png', which is not there"),
        ("2,Where?,There.,safe,,,../x.png", "row 3 (id 2)", "outside the media folder"),
        ("2,Where?,Error: time-out,safe,,,", "row 3 (id 2)", "'response' is an error message"),
        (
            "2,Where does the mug go?,\"On the shelf, please.\",unsafe,,,", "row 3 (id 2)",
            "'label' is another than an earlier row gives"
        ),
    ])
    func `a bad row is named by file, row, field and remedy, and hides no other`(
        row: String, place: String, problem: String
    ) throws {
        let first = Self.table.split(separator: "\n").prefix(2).joined(separator: "\n")
        let set = try read("\(first)\n\(row)\n9,Why?,So.,unsafe,,,\n")
        #expect(set.responses.map(\.id) == ["1", "9"])
        let fault = try #require(set.faults.first)
        #expect(set.faults.count == 1)
        #expect(fault.file.hasSuffix("gold.csv") && fault.entry == place)
        #expect(fault.problem.contains(problem), "\(fault)")
        #expect(fault.remedy.contains("--skip-invalid"))
    }

    @Test(arguments: [
        ("gold.csv", "", "has no column 'id'"), ("gold.csv", "id,question,response\n", "has no column 'label'"),
        ("gold.csv", "id,question,response,label,answer\n", "column 5 is none of the set's"),
        ("gold.csv", "id,question,response,label,id\n", "two columns have one name"),
        ("gold.csv", "id,question,response,label\n", "holds no response"),
        ("gold.txt", "anything", "is neither .csv nor .jsonl"), ("gold.jsonl", "", "holds no response"),
    ])
    func `a file that is no set is refused whole`(name: String, text: String, problem: String) {
        #expect { try read(text, as: name) } throws: { "\($0)".contains(problem) }
    }

    @Test(arguments: [
        ("{\"id\": \"1\"", "is not JSON"), ("[1]", "is not an object"), ("{\"id\": 1}", "'id' is not a text"),
        ("{\"answer\": \"x\"}", "has a key that is none of the set's"),
        ("{\"id\": \"1\", \"id\": \"2\"}", "has the key 'id' twice"), ("{\"id\": \"1\"}", "'question' is missing"),
    ])
    func `a bad line of JSON is named`(line: String, problem: String) throws {
        let set = try read(line, as: "gold.jsonl")
        #expect(set.faults.count == 1 && set.faults[0].entry?.hasPrefix("line 1") == true)
        #expect(set.faults[0].problem.contains(problem))
    }

    @Test func `a file that is not there is said to be so`() {
        #expect { try GoldFile(FilePath("/nowhere/gold.csv")).read() } throws: { "\($0)".contains("no such file") }
    }
}
