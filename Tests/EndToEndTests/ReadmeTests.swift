import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The lines of the fenced block after a comment.
    private func commands(after marker: String) throws -> [String] {
        let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        let block = try #require(text.range(of: "<!-- \(marker) -->\n```sh\n"))
        let rest = text[block.upperBound...]
        let end = try #require(rest.range(of: "\n```"))
        return rest[..<end.lowerBound].split(separator: "\n").map(String.init)
    }

    /// CI runs both for real; here it is shown that they are what CI and this very test run.
    @Test func `the two commands run the demonstration and the tests`() async throws {
        #expect(try commands(after: "two commands") == ["make demo", "make test"])
        #expect(try await shell("make -n demo", in: Self.root.path).output.contains("swift run assay run demo"))
        #expect(try await shell("make -n test", in: Self.root.path).output.contains("run-tests"))
    }

    @Test func `the real run and all that follows it work as written`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(
            program, further: ["--alias", "gpt-4o=mixed", "--alias", "gpt-4.1=judge"])
        let data = try StandInSIUO()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path.appending("siuo").string, withDestinationPath: data.path)
        let choices = try StandInChoices()
        try FileManager.default.copyItem(
            atPath: choices.path + "/siuo_mcqa.json", toPath: data.path + "/siuo_mcqa.json")
        for number in 0..<167 { try data.folder.write(StandIns.png(number), to: "images/C\(number).png") }
        try FileManager.default.createDirectory(
            atPath: folder.path.appending("usb").string, withIntermediateDirectories: true)
        let made = try await shell(
            "python3 \(Self.root.path)/scripts/usb-stand-in make usb --rows 200", in: folder.path.string)
        #expect(made.status == 0, "\(made.errors)")
        try FileManager.default.copyItem(
            atPath: Self.root.path + "/docs/examples/jury.yaml", toPath: folder.path.appending("jury.yaml").string)
        let spoken = try await shell(
            "python3 \(Self.root.path)/scripts/safebench-stand-in make safebench --rows 6 --mini-rows 3",
            in: folder.path.string)
        #expect(spoken.status == 0, "\(spoken.errors)")
        try StandInChineseSafetyQA.write(60, to: folder, as: "csqa/chinese_safetyqa.jsonl")
        let real = try commands(after: "real run")
        // The build is shown to be a command of this package; the program that it makes is the one that runs here.
        #expect(real.first?.hasPrefix("swift build -c release --static-swift-stdlib && alias assay=") == true)
        let names = "assay() { \"\(BuiltProgram.executable.path)\" \"$@\"; }; YOUR_KEY=any"
        let environment = server.environment.map { "export \($0.key)=\($0.value)" }.joined(separator: "; ")
        let further = try [
            "more commands", "judge audit", "leaderboard", "multiple choice", "usb", "safebench", "chinese safetyqa",
            "jury",
        ].flatMap {
            try commands(after: $0)
        }
        for line in real.dropFirst() + further {
            let result = try await shell(
                "\(names); \(environment); export OPENAI_API_KEY=any ASSAY_CACHE=cache.sqlite; \(line)",
                in: folder.path.string)
            // 4: some of the simulated answers are blocked or unreadable, as they are meant to be.
            #expect([0, 4].contains(result.status), "\(line): \(result.errors)")
        }
    }

    @Test func `the data are fetched and verified as written`() async throws {
        let bench = try await StandInHub(10, hasChoices: true)
        let names = "assay() { \"\(BuiltProgram.executable.path)\" \"$@\"; }; export HF_ENDPOINT=\(bench.hub.endpoint)"
        for line in try commands(after: "datasets") {
            let result = try await shell("\(names); \(line)", in: bench.folder.path.string)
            #expect(result.status == 0, "\(line): \(result.errors) \(result.output)")
        }
        #expect(try bench.names().count == 24)
    }

    private func shell(_ line: String, in folder: String) async throws -> (
        status: Int32, output: String, errors: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        let scratch = FileManager.default.temporaryDirectory.appending(path: "assay-shell-\(UUID().uuidString)")
        let (output, errors) = (scratch.appendingPathExtension("out"), scratch.appendingPathExtension("err"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
        return (
            process.terminationStatus, try String(contentsOf: output, encoding: .utf8),
            try String(contentsOf: errors, encoding: .utf8)
        )
    }
}
