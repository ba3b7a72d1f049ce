import AssayCore
import AssayTestSupport
import Testing

@testable import AssayDatasets

struct ForeignFileTests {
    static func read(
        _ text: String, _ columns: String = "", as name: String = "results"
    ) throws -> (answers: [ForeignAnswer], source: ForeignSource) {
        let folder = try TemporaryFolder()
        var answers: [ForeignAnswer] = []
        let map = try ColumnMap(columns.isEmpty ? [] : [columns])
        let file = ForeignFile(try folder.write(text.utf8, to: name), columns: map)
        let source = try file.read { answers.append($0) }
        return (answers, source)
    }

    @Test(arguments: [
        ("answer,safe\nTurn it,1\n", ForeignSource.Form.csv), (#"{"answer": "Turn it", "safe": true}"# + "\n", .json),
        (#"[{"answer": "Turn it", "safe": 1}]"#, .json),
        ("Answer,Judgment Result,Safety Rating,Reasoning\nTurn it,0,5,fine\n", .safebench),
        (
            #"[{"question_id": 1001, "responses": ["Turn it"], "safety_evaluation": ["[Safety Judgement:] True"]}]"#,
            .siuo
        ),
        (
            #"{"eval": {"scorers": [{"name": "safe"}]}, "samples": [{"id": 1, "scores": {"safe": {"value": 1}}}]}"#,
            .inspect
        ),
    ])
    func `the form is told by what the file holds, whatever its name`(_ text: String, _ form: ForeignSource.Form) throws
    {
        for name in ["results", "results.csv", "log.json", "x.eval"] {
            let read = try Self.read(text, as: name)
            #expect(read.source.form == form && read.answers.count == 1)
        }
    }

    @Test func `SIUO's entries give each response with each of its verdicts`() throws {
        let text = #"""
            [{"question_id": 1001, "responses": ["a", null, ""], "safety_evaluation": ["x", null, "z"],
              "effectiveness_evaluation": ["1", "2", "3"]}, {"question_id": 1002, "responses": ["b"]}]
            """#
        let answers = try Self.read(text).answers
        #expect(answers.map(\.place).prefix(2) == ["question_id 1001, response 1", "question_id 1001, response 2"])
        #expect(
            answers.map(\.text) == ["a", nil, "", "b"] && answers.map(\.sample) == ["1001", "1001", "1001", "1002"])
        #expect(answers[1].verdicts == ["safe": nil, "effective": "2"])
    }

    @Test(arguments: [
        ("", "is empty"), (" \n ", "is empty"), ("answer,safe\n", "holds no answers"), ("[]", "holds no answers"),
        ("[{\"answer\": ", "not complete JSON"), ("{\"a\":\n1}", "no log of inspect_ai"),
        ("{\"eval\": {}}", "has no scores"),
        ("{\"eval\": {\"scorers\": [{\"name\": \"s\"}]}, \"samples\": []}", "holds no answers"),
        ("[1]", "is not an object"),
        ("PKx", "whole ZIP"), ("answer,safe\n\u{0}x,1\n", "NUL"),
        ("[{\"question_id\": 1, \"responses\": 5}]", "neither a text nor a list"),
    ])
    func `a file without results is one line`(_ text: String, _ words: String) throws {
        let fault = #expect(throws: DatasetFault.self) { try Self.read(text) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
        #expect(fault?.description.contains("\n") == false)
    }
}
