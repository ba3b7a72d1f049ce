import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct RunFileTests {
    @Test func `a run file that is there already is not touched`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        try folder.write("precious".utf8, to: "run.assay")
        let result = try await program.run("run", "demo", "--output", "run.assay")
        #expect(result.status == 2)
        #expect(result.faults.count == 1)
        #expect(try String(contentsOfFile: folder.path.appending("run.assay").string, encoding: .utf8) == "precious")
    }

    @Test(arguments: ["report", "audit", "resume"])
    func `a file that is no run file is one clear line`(_ command: String) async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        try folder.write("no run file".utf8, to: "other.assay")
        try folder.write([], to: "empty.assay")
        for file in ["other.assay", "empty.assay", "absent.assay"] {
            let result = try await program.run(command, file)
            #expect(result.status == 2)
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
            #expect(result.errors.contains(file))
        }
        #expect(
            Set(try FileManager.default.contentsOfDirectory(atPath: folder.path.string)) == [
                "other.assay", "empty.assay",
            ])
    }

    @Test func `a file cut anywhere is a clear line or a sound reading, never a crash`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        try await program.run("run", "demo", "--output", "whole.assay", "--quiet")
        let bytes = try Data(contentsOf: URL(filePath: folder.path.appending("whole.assay").string))
        for share in [0.1, 0.5, 0.9, 0.999] {
            try folder.write(bytes.prefix(Int(Double(bytes.count) * share)), to: "cut.assay")
            let result = try await program.run("report", "cut.assay")
            #expect(result.status == 2, "\(share): \(result.errors)")
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        }
    }

    @Test(arguments: ["report", "audit", "resume"])
    func `a file of a newer program is refused and stays as it is`(_ command: String) async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        try await program.run("run", "demo", "--output", "run.assay", "--quiet")
        // What a later release leaves: a migration that this program does not know.
        let sqlite = Process()
        sqlite.executableURL = URL(filePath: "/usr/bin/env")
        sqlite.arguments = [
            "sqlite3", folder.path.appending("run.assay").string,
            "INSERT INTO grdb_migrations (identifier) VALUES ('of a later release')",
        ]
        try sqlite.run()
        sqlite.waitUntilExit()
        #expect(sqlite.terminationStatus == 0)
        let file = URL(filePath: folder.path.appending("run.assay").string)
        let before = try Data(contentsOf: file)
        let result = try await program.run(command, "run.assay")
        #expect(result.status == 2)
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(result.errors.contains("newer"), "\(result.errors)")
        #expect(try Data(contentsOf: file) == before)
    }

    @Test func `a file that a process is writing is not resumed by another`() async throws {
        let folder = try TemporaryFolder()
        var program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(program, faults: "latency=300ms")
        program.environment = server.environment
        let first = try program.start([
            "run", "demo", "--target", "openai/mixed", "--judge", "openai/judge", "--output", "run.assay", "--quiet",
            // Two at a time take half a minute, so that all that follows happens while the run is going.
            "--max-connections", "2",
        ])
        while !FileManager.default.fileExists(atPath: folder.path.appending("run.assay").string) {
            try await Task.sleep(for: .milliseconds(10))
        }
        let second = try await program.run("resume", "run.assay")
        #expect(second.status == 2)
        #expect(second.errors.contains("\(first.identifier)"), "\(second.errors)")
        // Reading goes on meanwhile.
        #expect(try await program.run("report", "run.assay", "--json").status == 0)
        first.send(SIGKILL)
        _ = try await first.wait()
        // The lock ends with its process.
        #expect(try await program.run("resume", "run.assay", "--quiet", "--max-connections", "20").status == 4)
    }

    @Test func `an unfinished file without its wal says so and is resumed only when told`() async throws {
        let folder = try TemporaryFolder()
        var program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(program, faults: "latency=100ms")
        program.environment = server.environment
        let run = try program.start([
            "run", "demo", "--target", "openai/mixed", "--judge", "openai/judge", "--output", "run.assay", "--quiet",
            // Two at a time take ten seconds, so that the kill comes before the end on a busy machine too.
            "--max-connections", "2",
        ])
        while try await server.counters().count < 20 { try await Task.sleep(for: .milliseconds(20)) }
        run.send(SIGKILL)
        _ = try await run.wait()
        try FileManager.default.removeItem(atPath: folder.path.appending("run.assay-wal").string)
        let read = try await program.run("report", "run.assay")
        #expect(read.status == 0, "\(read.errors)")
        #expect(read.output.contains("-wal"), "\(read.output)")
        let refused = try await program.run("resume", "run.assay")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("-wal"))
        let told = try await program.run(
            "resume", "run.assay", "--accept-missing-wal", "--quiet", "--max-connections", "20")
        #expect(told.status == 4, "\(told.errors)")
        #expect(try await program.run("audit", "run.assay").status == 0)
    }
}
