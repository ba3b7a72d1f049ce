import AssayCore
import Testing

struct DatasetTests {
    @Test func `a fault is one line: where, what, and what to do`() {
        let entry = DatasetFault(
            file: "siuo_gen.json", entry: "entry 17 (id 1017)", problem: "'image' names S-17.png, which is not there",
            remedy: "fetch it again")
        #expect(
            entry.description
                == "siuo_gen.json, entry 17 (id 1017): 'image' names S-17.png, which is not there; fetch it again")
        let file = DatasetFault(file: "siuo_gen.json", problem: "no such file", remedy: "name its folder")
        #expect(file.description == "siuo_gen.json: no such file; name its folder")
    }
}
