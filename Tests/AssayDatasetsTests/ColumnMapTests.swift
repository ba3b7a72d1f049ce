import AssayDatasets
import Testing

struct ColumnMapTests {
    @Test func `a map names columns and values`() throws {
        let map = try ColumnMap([
            "answer=model response,verdict=label", " safe = True|yes,unsafe=False", "id=q,stop=end",
        ])
        #expect(map.answer == "model response" && map.verdict == "label" && map.id == "q" && map.stop == "end")
        #expect(map.safe == [" True", "yes"] && map.unsafe == ["False"] && !map.isEmpty)
        #expect(try ColumnMap([]).isEmpty)
        #expect(try ColumnMap(["response=a,label=b=c"]).verdict == "b=c")
    }

    @Test(arguments: ["answer", "colour=red", "safe=", "safe=a,unsafe=a"])
    func `what is no map says how one is written`(text: String) {
        let fault = #expect(throws: ColumnMapFault.self) { try ColumnMap([text]) }
        #expect(fault?.description.contains("--columns") == true)
    }
}
