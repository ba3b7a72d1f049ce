import AssayTestSupport
import Foundation
import Testing

struct ContentPageTests {
    private static let hostile =
        "</div></details><script>document.title='run'</script><img src=x onerror=alert(1)>\u{202E}"

    @Test func `a page with content holds it, escaped, and only where it is asked for`() async throws {
        let data = try StandInSIUO(count: 4) { entries in entries[0]["question"] = Self.hostile }
        let planted = PlantedVerdicts(on: try Self.entries(of: data), seed: 1)
        try data.folder.write(try JSONSerialization.data(withJSONObject: planted.json), to: "given.json")
        let program = BuiltProgram(folder: data.folder.path)
        try await program.run("judge", "siuo", "--judgements", "given.json", "--data", ".", "--output", "a.assay")
        let plain = try await program.run("report", "a.assay", "--format", "html")
        #expect(
            plain.status == 0 && !plain.output.contains("Turn the key") && !plain.output.contains("Stand-in question"))
        let written = try await program.run(
            "report", "a.assay", "--format", "html", "--include-content", "--output", "page.html")
        #expect(written.status == 0, "\(written.errors)")
        let page = try String(contentsOfFile: data.path + "/page.html", encoding: .utf8)
        for words in ["This page holds content.", "Turn the key 1 times.", "Stand-in question 2", "img-src data:"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("<script") && !page.contains("<img src=x") && !page.contains("\u{202E}"))
        #expect(page.matches(of: /<details class="sample">/).count == 4 && page.hasSuffix("</html>\n"))
        #expect(page.matches(of: /<img src="data:image\/png;base64,/).count == 4)
        #expect(try await program.run("report", "a.assay", "--format", "html", "--include-content").output == page)

        // A picture that is another now is named, not shown.
        try data.folder.write(StandIns.png(99), to: "images/C1-2.png")
        let changed = try await program.run("report", "a.assay", "--format", "html", "--include-content")
        #expect(changed.output.matches(of: /<img src=/).count == 3 && changed.output.contains("Missing: image/png"))
        let left = try FileManager.default.contentsOfDirectory(atPath: data.path)
        #expect(!left.contains { $0.contains(".part-") }, "\(left)")
    }

    @Test(arguments: [["--format", "json"], ["--json"], [], ["--format", "html", "second.assay"]])
    func `content is for the page of one run`(_ further: [String]) async throws {
        let folder = try TemporaryFolder()
        let result = try await BuiltProgram(folder: folder.path).run(
            ["report", "a.assay", "--include-content"] + further)
        #expect(result.status == 2 && result.errors.contains("--include-content"), "\(result.errors)")
    }

    private static func entries(of data: StandInSIUO) throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: data.path + "/siuo_gen.json")))
        return try #require(json as? [[String: Any]])
    }
}
