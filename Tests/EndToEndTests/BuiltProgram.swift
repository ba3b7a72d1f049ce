import Foundation
import SystemPackage

/// The program that was built with the tests, run as a user runs it.
struct BuiltProgram {
    /// How a run of the program ended.
    struct Result {
        let status: Int32
        let output: String
        let errors: String

        /// The errors without progress and notes: lines that begin with the program's name.
        var faults: [String] {
            errors.split(separator: "\n").filter { $0.hasPrefix("assay: ") }.map(String.init)
        }

        /// The output as JSON.
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
        }
    }

    let folder: FilePath
    var environment: [String: String] = [:]

    /// Beside the test program itself.
    static let executable: URL = {
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return own.deletingLastPathComponent().appending(path: "assay")
    }()

    /// Runs the program to its end.
    @discardableResult
    func run(_ arguments: String...) async throws -> Result {
        try await run(arguments)
    }

    /// Runs the program to its end.
    @discardableResult
    func run(_ arguments: [String]) async throws -> Result {
        try await start(arguments).wait()
    }

    /// Starts the program.
    func start(_ arguments: [String], shell: String? = nil) throws -> Started {
        try Started(self, arguments, shell: shell)
    }

    /// A program that is going on.
    final class Started {
        private let process = Process()
        private let output: URL
        private let errors: URL

        fileprivate init(_ program: BuiltProgram, _ arguments: [String], shell: String?) throws {
            let scratch = FileManager.default.temporaryDirectory.appending(path: "assay-run-\(UUID().uuidString)")
            (output, errors) = (scratch.appendingPathExtension("out"), scratch.appendingPathExtension("err"))
            for file in [output, errors] { try Data().write(to: file) }
            if let shell {
                process.executableURL = URL(filePath: "/bin/bash")
                process.arguments = ["-c", shell, BuiltProgram.executable.path] + arguments
            } else {
                process.executableURL = BuiltProgram.executable
                process.arguments = arguments
            }
            process.currentDirectoryURL = URL(filePath: program.folder.string)
            // Nothing of the machine's own settings: no keys, no proxies.
            process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
                .merging(program.environment) { _, own in own }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = try FileHandle(forWritingTo: errors)
            try process.run()
        }

        var identifier: Int32 { process.processIdentifier }

        /// What it has written to standard error so far.
        func errorsSoFar() throws -> String { try String(contentsOf: errors, encoding: .utf8) }

        /// What it has written to standard output so far.
        func outputSoFar() throws -> String { try String(contentsOf: output, encoding: .utf8) }

        func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

        var isRunning: Bool { process.isRunning }

        /// Waits for its end without holding a thread of the tests.
        func wait() async throws -> Result {
            while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
            process.waitUntilExit()
            defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
            return Result(status: process.terminationStatus, output: try outputSoFar(), errors: try errorsSoFar())
        }
    }
}
