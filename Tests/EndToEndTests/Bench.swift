import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// A server, a stand-in dataset, and a folder for run files.
struct Bench {
    /// Calls in flight of each run.
    static let connections = 8

    let data: StandInSIUO
    let folder: TemporaryFolder
    var program: BuiltProgram
    let server: LoopbackServer
    var target = "every-outcome"

    init(faults: String? = nil, data: StandInSIUO? = nil) async throws {
        self.data = try data ?? StandInSIUO(count: 60)
        folder = try TemporaryFolder()
        program = BuiltProgram(folder: folder.path)
        server = try await LoopbackServer(program, faults: faults)
        program.environment = server.environment
    }

    func run(to file: String) -> [String] {
        [
            "run", "siuo", "--data", data.path, "--target", "openai/\(target)", "--judge", "openai/judge",
            "--output", file, "--quiet", "--max-connections", "\(Self.connections)",
        ]
    }

    func resume(_ file: String) -> [String] {
        ["resume", file, "--quiet", "--max-connections", "\(Self.connections)"]
    }

    /// The parts of a report that a resumed run shares with an undisturbed one, as bytes.
    func numbers(_ file: String) async throws -> String {
        let report = try await program.run("report", file, "--json").output
        let start = try #require(report.range(of: "\n  \"counts\""))
        let end = try #require(report.range(of: "\n  \"run\""))
        return String(report[start.lowerBound..<end.lowerBound])
    }

    func expectEqual(_ left: String, _ right: String) async throws {
        let (first, second) = (try await numbers(left), try await numbers(right))
        #expect(first == second)
        #expect(first.contains("\"metrics\"") && first.contains("\"outcomes\""))
        let audit = try await program.run("audit", left)
        #expect(audit.status == 0, "\(audit.output)")
    }

    /// Requests that have come to the server.
    func asked() async throws -> Int { try await server.counters().values.map(\.asked).reduce(0, +) }

    /// Waits until a running program asks nothing for two seconds, as it does while its disk is full; one that never
    /// stops ends instead.
    func waitUntilNothingIsAsked(by started: BuiltProgram.Started) async throws {
        var (asked, askedBefore) = (0, -1)
        while started.isRunning, asked == 0 || asked != askedBefore {
            askedBefore = asked
            try await Task.sleep(for: .seconds(2))
            asked = try await self.asked()
        }
    }

    /// Lets a program's files grow again: there is space on the disk.
    func liftLimit(of started: BuiltProgram.Started) throws {
        let lift = Process()
        lift.executableURL = URL(filePath: "/usr/bin/env")
        lift.arguments = ["prlimit", "--pid", "\(started.identifier)", "--fsize=unlimited"]
        try lift.run()
        lift.waitUntilExit()
    }

    /// Waits until so many requests have come: a place in a run that does not depend on the machine's speed.
    func waitUntilAsked(_ count: Int, while started: BuiltProgram.Started) async throws {
        while started.isRunning, try await asked() < count { try await Task.sleep(for: .milliseconds(10)) }
    }
}
