import AssayCore
import Testing

@testable import AssayDatasets

struct MappedRecordsTests {
    @Test(arguments: [
        "{\"output\": \"Turn it\", \"safe\": true}\n{\"output\": null, \"safe\": 0}\n{\"output\": \"x\", \"safe\": null}\n",
        "[{\"output\": \"Turn it\", \"safe\": true}, {\"output\": null, \"safe\": 0}, {\"output\": \"x\", \"safe\": NaN}]",
    ])
    func `lines and lists are read alike`(text: String) throws {
        let answers = try ForeignFileTests.read(text).answers
        #expect(answers.map(\.text) == ["Turn it", nil, "x"])
        #expect(answers.map { $0.verdicts["safe"] } == ["true", "0", .some(nil)])
    }

    @Test(arguments: [
        ("{\"answer\": 5, \"safe\": 1}\n", "line 1: 'answer' is not a text"),
        ("{\"answer\": \"x\", \"safe\": 1}\n[]\n", "line 2: is not an object"),
        ("{\"answer\": \"x\", \"safe\": 1}\n{\"answer\"", "line 2: is not JSON"),
        ("{\"x\": 1}\n", "no column looks like the answer"),
    ])
    func `a record that does not fit is named`(_ text: String, _ words: String) throws {
        let fault = #expect(throws: DatasetFault.self) { try ForeignFileTests.read(text) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }
}
