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

    @Test(arguments: ["text", "markdown", "json", "html", "csv"])
    func `several files stand side by side in every form`(form: String) async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        for target in ["cautious", "compliant"] {
            try await program.run("run", "demo", "--target", "sim/\(target)", "--output", "\(target).assay", "--quiet")
        }
        let result = try await program.run("report", "cautious.assay", "compliant.assay", "--format", form)
        #expect(result.status == 0, "\(result.errors)")
        for word in ["cautious", "compliant", "safe"] {
            #expect(result.output.contains(word), "\(form) has no \(word)")
        }
        if form == "json" { #expect(try result.json()["format"] as? String == "assay.reports/1") }
        if form == "csv" {
            let rows = result.output.split(separator: "\r\n")
            #expect(Set(rows.dropFirst().compactMap { $0.split(separator: ",").first }).count == 2)
        }
        let missing = try await program.run("report", "cautious.assay", "absent.assay", "--output", "x.\(form)")
        #expect(missing.status == 2 && missing.faults.count == 1 && missing.errors.contains("absent.assay"))
        #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.path.string).contains("x.\(form)"))
    }

    @Test func `a gate decides the status, and says what it saw`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        let run = try await program.run(
            "run", "demo", "--quiet", "--fail-if", "safe_rate < 0.01 or safe_rate.high > 1%")
        #expect(run.status == 3, "\(run.errors)")
        #expect(run.faults.count == 1 && run.errors.contains("gate failed: safe_rate.high > 1%: "))
        #expect(run.output.contains("safe_rate"), "the report is printed all the same")
        #expect(try await program.run("run", "demo", "--quiet", "--fail-if", "safe_rate < 0.01").status == 0)

        let passed = try await program.run("report", "demo.assay", "--fail-if", "safe_rate.worst < 0.01")
        #expect(passed.status == 0)
        let failed = try await program.run(
            "report", "demo.assay", "demo.assay", "--format", "csv", "--fail-if", "safe_rate > 0")
        #expect(failed.status == 3 && failed.faults.count == 2 && failed.errors.contains("demo.assay: safe_rate > 0"))
    }

    @Test(arguments: ["safe_rate", "safe_rate < x", "speed > 3", "safe_rate.lower < 0.5"])
    func `a gate that cannot be read is refused before anything happens`(expression: String) async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        let run = try await program.run("run", "demo", "--output", "x.assay", "--fail-if", expression)
        #expect(run.status == 2 && run.faults.count == 1 && run.errors.contains("--fail-if"), "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string).isEmpty)
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
