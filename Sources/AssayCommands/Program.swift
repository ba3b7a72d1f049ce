import ArgumentParser
import AssayCore
import AssayDatasets
import AssayJudges
import AssayReports
import AssayRunner
import AssayStore
import AssaySuites
import Foundation

/// Runs a command line and says with which status the program ends.
public enum Program {
    /// Parses, runs, prints what went wrong in one line on stderr.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit status, as DESIGN.md section 6 lists them.
    public static func run(_ arguments: [String]) async -> Int32 {
        Memory.keepBuffers()
        do {
            var command = try parse(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch let status as ExitStatus {
            return status.rawValue
        } catch {
            return report(error)
        }
    }

    /// Reads a command line with the parser of the command that it names.
    ///
    /// The parser of the whole program goes through a command's options several times, which takes milliseconds; it is asked
    /// for whatever the command's own does not take, such as a call for help.
    static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        var command: any ParsableCommand.Type = Assay.self
        var rest = arguments[...]
        while let name = rest.first,
            let named = command.configuration.subcommands.first(where: { $0.configuration.commandName == name })
        {
            command = named
            rest = rest.dropFirst()
        }
        if let parsed = try? command.parseAsRoot(Array(rest)), type(of: parsed) == command { return parsed }
        return try Assay.parseAsRoot(arguments)
    }

    private static func report(_ error: any Error) -> Int32 {
        if Assay.exitCode(for: error) == .success {
            // A request for help or the version is no fault.
            print(Assay.fullMessage(for: error))
            return ExitStatus.done.rawValue
        }
        let words = line(for: error)
        Console.error(words)
        return ExitStatus.badInput.rawValue
    }

    /// The error in one line: what, where, what to do.
    private static func line(for error: any Error) -> String {
        switch error {
        case let error as CommandFault: return error.description
        case let error as StoreError: return error.description
        case let error as PlanFault: return error.description
        case let error as FetchFault: return error.description
        case let error as DatasetFault: return error.description
        case let error as SuiteFault: return error.description
        case let error as RubricFault: return error.description
        case let error as DefinitionFault: return "the run file's own suite is damaged: \(error.description)"
        case let error as GateFault: return error.description
        case let error as ModelError: return error.description
        default:
            let message = Assay.message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
            return message.isEmpty ? "bad usage; see 'assay --help'" : "\(message); see 'assay --help'"
        }
    }
}
