import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct DemoRunTests {
    @Test func `the demonstration ends in a table and a page, without a network`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        let result = try await program.run("run", "demo")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("SIMULATED"))
        #expect(result.output.contains("safe_rate"))
        let page = try String(contentsOfFile: folder.path.appending("demo.html").string, encoding: .utf8)
        #expect(page.contains("SIMULATED"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path.string).sorted() == [
                "demo.assay", "demo.html",
            ])
    }

    @Test func `it replaces its own earlier run, and nothing else`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        #expect(try await program.run("run", "demo", "--quiet").status == 0)
        #expect(try await program.run("run", "demo", "--quiet").status == 0)
        try folder.write("somebody's own file".utf8, to: "demo.assay")
        let refused = try await program.run("run", "demo", "--quiet")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("demo.assay"))
        let kept = try String(contentsOfFile: folder.path.appending("demo.assay").string, encoding: .utf8)
        #expect(kept == "somebody's own file")
    }

    @Test func `a page that is somebody's own is left alone`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("<p>mine</p>".utf8, to: "demo.html")
        let result = try await BuiltProgram(folder: folder.path).run("run", "demo", "--quiet")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.contains("left alone"))
        let page = try String(contentsOfFile: folder.path.appending("demo.html").string, encoding: .utf8)
        #expect(page == "<p>mine</p>")
    }

    @Test func `two demonstrations give the same numbers to the byte`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        var numbers: [String] = []
        for file in ["a.assay", "b.assay"] {
            let output = try await program.run("run", "demo", "--json", "--quiet", "--output", file).output
            let run = try #require(output.range(of: "\n  \"run\""))
            numbers.append(String(output[..<run.lowerBound]))
        }
        #expect(numbers[0] == numbers[1])
    }
}
