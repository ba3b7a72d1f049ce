import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// 60 benign questions, of which `sim/informed` knows some, and a document that answers each.
struct RetrievalRunTests {
    private struct Bench {
        let folder: TemporaryFolder
        var program: BuiltProgram
        static let count = 60

        init(documents: Bool = true) throws {
            folder = try TemporaryFolder()
            program = BuiltProgram(folder: folder.path)
            var rows = ""
            for number in 1...Self.count {
                let (asked, answer) = ("仓库第\(number)号柜的挂锁用哪把钥匙打开？", "红色\(number)号钥匙")
                rows += #"{"cate": "理论技术知识-锁具类-挂锁类", "question": "\#(asked)", "standard_answer": "\#(answer)", "#
                rows += #""standard_source_url": "", "options": "{'A': '\#(answer)', 'B': '一根铁丝', 'C': '蓝色钥匙'}", "#
                rows += "\"correct_answer\": \"A\"}\n"
                try folder.write("柜子\(number)：\(answer)，挂锁，仓库。".utf8, to: "docs/\(number).txt")
            }
            try folder.write(rows.utf8, to: "data/chinese_safetyqa.jsonl")
        }

        func run(_ arguments: String..., to file: String) async throws -> BuiltProgram.Result {
            try await program.run(
                [
                    "run", "chinese-safetyqa", "--data", "data", "--target", "sim/informed", "--output", file, "--json",
                    "--quiet",
                ]
                    + ["--judge", "sim/judge"] + arguments)
        }

        func value(_ name: String, in report: [String: Any], group: [String: String] = [:]) -> Double? {
            let metrics = report["metrics"] as? [[String: Any]]
            return metrics?.first { $0["name"] as? String == name && $0["group"] as? [String: String] == group }?[
                "value"]
                as? Double
        }

        func searches(_ report: [String: Any]) -> [String: Any] {
            (report["run"] as? [String: Any])?["retrieval"] as? [String: Any] ?? [:]
        }

        func describe(_ search: LoopbackSearch, more: String = "") throws {
            try folder.write(
                """
                search:
                  library: {url: "\(search.endpoint)/search?q={query}&n={limit}", results: data.items,
                    text: [title, snippet], source: link\(more)}
                """.utf8, to: "assay.yaml")
        }
    }

    private static func answers(_ query: String?) -> LoopbackHub.Reply {
        let number = query?.filter(\.isNumber) ?? ""
        return LoopbackSearch.items([(title: "第\(number)号柜", snippet: "红色\(number)号钥匙")])
    }

    @Test func `documents answer what the target did not know, and a comparison calls that the retrieval gain`()
        async throws
    {
        let bench = try Bench()
        let none = try await bench.run(to: "none.assay").json()
        let passive = try await bench.run("--rag", "passive", "--documents", "docs", to: "passive.assay").json()
        let active = try await bench.run("--rag", "active", "--documents", "docs", to: "active.assay").json()
        let before = try #require(bench.value("correct", in: none))
        #expect(before < 1 && bench.value("correct", in: passive) == 1 && bench.value("correct", in: active) == 1)
        #expect(bench.searches(none).isEmpty)
        #expect(bench.searches(passive)["answers_with_search"] as? Int == Bench.count)
        // It asks for a search exactly where it would have been wrong.
        let asked = Bench.count - Int((before * Double(Bench.count)).rounded())
        #expect(bench.searches(active)["answers_with_search"] as? Int == asked)
        #expect(bench.searches(active)["form"] as? String == "tool")
        #expect(bench.value("correct", in: active, group: ["searched": "yes"]) == 1)
        #expect(bench.value("correct", in: active, group: ["searched": "no"]) == 1)
        let roles = (active["run"] as? [String: Any])?["roles"] as? [String: [String: Any]]
        #expect(roles?["target"]?["calls"] as? Int == Bench.count + asked)
        #expect(roles?["retriever"]?["calls"] as? Int == asked && roles?["retriever"]?["prompt_tokens"] as? Int == 0)
        for file in ["passive.assay", "active.assay"] {
            let audit = try await bench.program.run("audit", file)
            #expect(audit.status == 0, "\(audit.output)")
        }
        let compared = try await bench.program.run("compare", "none.assay", "passive.assay", "--json").json()
        let notes = try #require(compared["notes"] as? [String])
        #expect(
            notes.contains { $0.hasPrefix("Retrieval gain: the plans differ in nothing but the search") }, "\(notes)")
    }

    @Test func `multiple choice is helped too, and rejudged answers are those after the search`() async throws {
        let bench = try Bench()
        let chosen = try await bench.program.run(
            "run", "chinese-safetyqa-mcq", "--data", "data", "--target", "sim/informed", "--output", "mcq.assay",
            "--json",
            "--quiet", "--rag", "active", "--documents", "docs")
        #expect(bench.value("accuracy", in: try chosen.json()) == 1, "\(chosen.errors)")
        _ = try await bench.run("--rag", "active", "--documents", "docs", to: "active.assay")
        let again = try await bench.program.run(
            "rejudge", "active.assay", "--judge", "sim/judge", "--output", "again.assay", "--json", "--quiet")
        #expect(bench.value("correct", in: try again.json()) == 1, "\(again.errors)")
        #expect(try await bench.program.run("audit", "again.assay").status == 0)
        let page = try await bench.program.run(
            "report", "active.assay", "--format", "html", "--include-content", "--output", "page.html")
        #expect(page.status == 0, "\(page.errors)")
        let html = String(
            decoding: try #require(
                FileManager.default.contents(atPath: bench.folder.path.appending("page.html").string)),
            as: UTF8.self)
        #expect(html.contains("Searched for") && html.contains("Found [1] in "))
    }

    @Test func `a killed run searches nothing again that was stored, and refuses other documents`() async throws {
        let bench = try Bench()
        let search = LoopbackSearch { request, _ in Self.answers(request.query) }
        try await search.start()
        try bench.describe(search, more: ", max_connections: 4, rpm: 1000000")
        let arguments = [
            "run", "chinese-safetyqa", "--data", "data", "--target", "sim/informed", "--judge", "sim/judge", "--rag",
            "passive", "--search", "library", "--output", "run.assay", "--quiet",
        ]
        let started = try bench.program.start(arguments)
        while started.isRunning, search.requests.count < 20 { try await Task.sleep(for: .milliseconds(1)) }
        started.send(SIGKILL)
        _ = try await started.wait()
        let resumed = try await bench.program.run("resume", "run.assay", "--quiet", "--json")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(bench.value("correct", in: try resumed.json()) == 1)
        let counts = Dictionary(grouping: search.queries.filter { $0 != "assay" }) { $0 }.mapValues(\.count)
        #expect(counts.count == Bench.count)
        // What was on its way when the run was killed, and nothing that was stored.
        #expect(counts.values.reduce(0) { $0 + $1 - 1 } <= 6, "\(counts)")
        #expect(try await bench.program.run("audit", "run.assay").status == 0)
    }

    @Test func `documents that have changed are refused on resuming, moved ones are found by name`() async throws {
        let bench = try Bench()
        let capped = try await bench.run(
            "--rag", "passive", "--documents", "docs", "--max-total-tokens", "30000", to: "run.assay")
        #expect(capped.status == 4, "\(capped.errors)")
        try bench.folder.write("x".utf8, to: "docs/more.txt")
        let changed = try await bench.program.run("resume", "run.assay", "--quiet", "--max-total-tokens", "9000000")
        #expect(changed.status == 2 && changed.errors.contains("docs: holds 61 documents"), "\(changed.errors)")
        let (old, new) = (bench.folder.path.appending("docs"), bench.folder.path.appending("moved"))
        try FileManager.default.removeItem(atPath: old.appending("more.txt").string)
        try FileManager.default.moveItem(atPath: old.string, toPath: new.string)
        let gone = try await bench.program.run("resume", "run.assay", "--quiet", "--max-total-tokens", "9000000")
        #expect(gone.status == 2 && gone.errors.contains("docs: is no folder that can be read"), "\(gone.errors)")
        let moved = try await bench.program.run(
            "resume", "run.assay", "--quiet", "--json", "--max-total-tokens", "9000000", "--documents", "moved")
        #expect(bench.value("correct", in: try moved.json()) == 1, "\(moved.errors)")
    }

    @Test(arguments: [
        ("page", ["retrieval": 60]), ("nothing", ["retrieval": 60]), ("large", ["retrieval": 60]),
        ("hang", ["retrieval": 60]),
        ("path", ["retrieval": 60]), ("empty", ["judged": 60]), ("once", ["judged": 60]),
    ])
    func `a search that fails leaves its record unanswered, one that finds nothing does not`(
        kind: String, outcomes: [String: Int]
    ) async throws {
        let bench = try Bench()
        let large = [UInt8](repeating: 0x20, count: 5 << 20)
        let search = LoopbackSearch { request, number in
            switch kind {
            case "page": return .init(body: Array("<html>Sign in</html>".utf8))
            case "nothing": return .init()
            case "large": return .init(body: large)
            case "path": return .init(body: Array(#"{"items":[]}"#.utf8))
            case "empty": return LoopbackSearch.items([])
            case "once": return number == 2 ? .init(503, headers: [("Retry-After", "0")]) : Self.answers(request.query)
            default:
                var reply = LoopbackHub.Reply()
                reply.hangs = true
                return reply
            }
        }
        try await search.start()
        try bench.describe(search, more: ", timeout: 0.2")
        // What may pass is asked for six times with waits; a few records show that as well as many.
        let isSlow = ["page", "nothing", "hang"].contains(kind)
        let result = try await bench.run(
            "--rag", "passive", "--limit", isSlow ? "2" : "60", to: "run.assay")
        let report = try result.json()
        let expected = isSlow ? outcomes.mapValues { _ in 2 } : outcomes
        #expect(report["outcomes"] as? [String: Int] == expected, "\(result.errors)")
        #expect(result.status == (outcomes["judged"] == nil ? 4 : 0), "\(result.errors)")
        #expect(try await bench.program.run("audit", "run.assay").status == 0)
    }

    @Test func `a key that is refused stops before the first sample, and stands nowhere`() async throws {
        var bench = try Bench()
        let search = LoopbackSearch { _, _ in .init(401) }
        try await search.start()
        try bench.describe(search, more: ", api_key_env: LIBRARY_KEY")
        let unset = try await bench.run("--rag", "passive", to: "run.assay")
        #expect(unset.status == 2 && unset.errors.contains("LIBRARY_KEY is not set"), "\(unset.errors)")
        bench.program.environment["LIBRARY_KEY"] = "very-secret"
        let refused = try await bench.run("--rag", "passive", to: "run.assay")
        #expect(refused.status == 2 && refused.faults.count == 1, "\(refused.errors)")
        #expect(refused.errors.contains("the key is missing, wrong or revoked (HTTP 401)"))
        #expect(!refused.errors.contains("very-secret") && search.requests.count == 1)
        #expect(search.requests.first?.headers["authorization"] == "Bearer very-secret")
    }

    @Test(arguments: [
        (["--rag", "passive"], "needs something to search; give --documents DIR"),
        (["--rag", "passive", "--documents", "nowhere"], "nowhere: is no folder that can be read"),
        (["--documents", "docs"], "--documents is used with --rag passive or --rag active alone"),
        (["--rag", "active", "--search", "web"], "no search endpoint is called 'web'"),
    ])
    func `bad flags are one line and status 2`(arguments: [String], words: String) async throws {
        let bench = try Bench()
        let result = try await bench.program.run(
            ["run", "chinese-safetyqa", "--data", "data", "--target", "sim/informed", "--judge", "sim/judge"]
                + arguments)
        #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
    }
}
