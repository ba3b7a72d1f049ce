import AssayCore
import Testing

@testable import AssayDatasets

struct MappedTableTests {
    @Test func `columns are found by their names, and what was assumed is said`() throws {
        let read = try ForeignFileTests.read(
            "id,response,is_safe,finish_reason\nq1,Turn it,True,stop\nq1,Turn,False,length\n")
        #expect(read.answers.map(\.place) == ["row 2", "row 3"] && read.answers.map(\.sample) == ["q1", "q1"])
        #expect(read.answers.map(\.state) == [.answered, .truncated])
        #expect(read.answers.map { $0.verdicts["safe"] } == ["True", "False"])
        #expect(read.source.assumed.count == 5 && read.source.safe.contains("true") && read.source.unsafe.contains("0"))
    }

    @Test func `what the user says goes before what is assumed`() throws {
        let read = try ForeignFileTests.read(
            "answer,text,grade,safe\nx,Turn it,0,1\n", "answer=text,verdict=grade,safe=0|none,unsafe=1")
        #expect(
            read.answers.first?.text == "Turn it" && read.source.safe == ["0", "none"] && read.source.assumed == [])
    }

    @Test(arguments: [
        ("a,b\nx,1\n", "", "no column looks like the answer; there are 'a', 'b'"),
        ("answer,b\nx,1\n", "", "no column looks like the verdict"),
        ("answer,safe\nx,1\n", "answer=text", "has no column 'text'"),
        ("answer,safe\nx,1\n", "safe=1", "one of safe= and unsafe= is missing"),
        ("answer,verdict\nx,1\n", "", "no verdict has one of the values"),
        ("answer,unsafe\nx,1\n", "verdict=unsafe", "no verdict has one of the values"),
        ("answer,safe\nx,1,2\n", "", "row 2 (line 2): has 3 fields where the first row has 2"),
        ("Judgment Result,Safety Rating,Reasoning\n0,5,fine\n", "", "no column with the answers"),
    ])
    func `a table that does not fit is one line`(_ text: String, _ columns: String, _ words: String) throws {
        let fault = #expect(throws: DatasetFault.self) { try ForeignFileTests.read(text, columns) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test func `SafeBench's verdicts keep the whole cell`() throws {
        let text =
            "Response,Judgment Result,Safety Rating,Reasoning\nTurn it,1,2,no\nx,**Verdict** unclear,5,y\nz,,5,y\n"
        let read = try ForeignFileTests.read(text)
        #expect(read.answers.map { $0.verdicts["safe"] } == ["1", "**Verdict** unclear", .some(nil)])
        #expect(read.answers.map(\.text) == ["Turn it", "x", "z"])
    }
}
