import ArgumentParser
import Testing

@testable import AssayCommands

struct ProgramTests {
    @Test(arguments: [
        (["run", "siuo", "--target", "simulated/compliant", "--dry-run"], "RunCommand"),
        (["report", "run.assay"], "ReportCommand"), (["simulate"], "SimulateCommand"),
        (["models", "check", "simulated/compliant"], "ModelsCheckCommand"),
    ])
    func `a command line is read as its own command, as the whole program reads it`(
        _ line: [String], _ name: String
    ) throws {
        let parsed = try Program.parse(line)
        #expect("\(type(of: parsed))" == name)
        #expect(try type(of: parsed) == type(of: Assay.parseAsRoot(line)))
    }

    /// The whole program's parser says it, which knows what stands before the command's name.
    @Test(arguments: [
        ["run", "--no-such-flag"], ["run"], ["models", "nonsense"], ["nonsense"], ["compare"],
    ])
    func `what cannot be read is refused in the whole program's words`(_ line: [String]) {
        #expect(words { _ = try Program.parse(line) } == words { _ = try Assay.parseAsRoot(line) })
        #expect(!words { _ = try Program.parse(line) }.isEmpty)
    }

    @Test(arguments: [["run", "--help"], ["models", "--help"], ["help", "run"]])
    func `help is that of the whole program`(_ line: [String]) throws {
        let help = words {
            var command = try Program.parse(line)
            try command.run()
        }
        #expect(help.contains("USAGE: assay \(line.first { $0 != "help" } ?? "")"))
    }

    private func words(_ work: () throws -> Void) -> String {
        do {
            try work()
            return ""
        } catch {
            return Assay.fullMessage(for: error)
        }
    }
}
