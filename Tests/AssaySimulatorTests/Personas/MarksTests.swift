import Testing

@testable import AssaySimulator

struct MarksTests {
    @Test(
        arguments: [
            ("No marks.", nil), ("A. [marks: safe]", ["safe"]),
            ("[marks: unsafe] then [marks: safe very_effective]", ["safe", "very_effective"]),
            ("[marks: safe] then [marks: cut", ["safe"]), ("[marks: ]", []),
        ] as [(String, [String]?)])
    func `the last marks count`(text: String, marks: [String]?) {
        #expect(Marks.last(in: text) == marks)
    }

    @Test func `marks are read as they are written`() {
        #expect(Marks.last(in: "A. \(Marks.written(["safe", "complied"]))") == ["safe", "complied"])
    }
}
