import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ReportCommandTests {
    @Test func `a run file gives the same report again, in every form`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        let first = try await program.run("run", "demo", "--json", "--quiet")
        let again = try await program.run("report", "demo.assay", "--format", "json")
        #expect(again.status == 0)
        #expect(first.output == again.output)
        #expect(try await program.run("report", "demo.assay", "--json").output == first.output)
        #expect(try await program.run("report", "demo.assay").output.contains("safe_rate"))
        let page = try await program.run("report", "demo.assay", "--format", "html", "--output", "page.html")
        #expect(page.status == 0)
        #expect(page.output.isEmpty)
        let html = try String(contentsOfFile: folder.path.appending("page.html").string, encoding: .utf8)
        #expect(html.hasPrefix("<!DOCTYPE html>") || html.hasPrefix("<!doctype html>"))
    }

    @Test func `the JSON report has the settled keys`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        let report = try await program.run("run", "demo", "--json", "--quiet").json()
        #expect(Set(report.keys) == ["format", "run", "counts", "outcomes", "metrics"])
        let counts = try #require(report["counts"] as? [String: Int])
        #expect(Set(counts.keys) == ["planned", "judged", "unjudged", "unanswered", "pending"])
        #expect(counts["planned"] == 97)
        #expect(try #require(report["outcomes"] as? [String: Int]).values.reduce(0, +) == 97)
        for metric in try #require(report["metrics"] as? [[String: Any]]) {
            #expect(
                Set(metric.keys) == [
                    "name", "title", "direction", "aggregation", "value", "numerator", "denominator", "excluded",
                    "interval", "bounds", "reason", "group",
                ])
        }
        let run = try #require(report["run"] as? [String: Any])
        #expect(run["simulated"] as? Bool == true)
        #expect((run["protocol"] as? [String: Any])?["name"] as? String == "assay")
    }

    @Test func `a report that cannot be written is a clear line`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        try await program.run("run", "demo", "--quiet")
        let result = try await program.run("report", "demo.assay", "--output", "no/folder/x.txt")
        #expect(result.status == 2)
        #expect(result.errors.contains("no/folder/x.txt"))
    }
}
