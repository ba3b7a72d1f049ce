import AssayCore
import Testing

struct PassageJSONTests {
    private let passages = [
        Passage(source: "锁/a.txt", text: "He said \"turn\".\n"), Passage(source: "b", text: ""),
    ]

    @Test func `passages come back from their JSON as they were`() {
        let json = Passage.json(of: passages)
        #expect(json == #"[{"source":"锁/a.txt","text":"He said \"turn\".\n"},{"source":"b","text":""}]"#)
        #expect(Passage.all(in: json) == passages)
        #expect(Passage.all(in: Passage.json(of: [])) == [])
    }

    @Test(arguments: ["", "{}", "[1]", #"[{"source":"a"}]"#, "[", "nothing"])
    func `what is no list of passages is none`(text: String) {
        #expect(Passage.all(in: text) == nil)
    }

    @Test(arguments: [(9, ["abcde", "fghi"]), (5, ["abcde"]), (7, ["abcde", "fg"]), (3, ["abc"]), (0, [])])
    func `passages are cut to so many characters together`(characters: Int, texts: [String]) {
        let passages = ["abcde", "fghi"].map { Passage(source: "x", text: $0) }
        #expect(Passage.cut(passages, to: characters).map(\.text) == texts)
    }
}
