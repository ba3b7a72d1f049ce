import ArgumentParser
import AssayCore
import AssayJudges
import AssayReports
import AssayStore
import Foundation
import SystemPackage

/// `assay export`: the answers and verdicts of runs as a table for other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the answers and verdicts of runs as a table.",
        discussion: """
            For chinese-safetyqa, in the long format of the released scripts: question, cate, mode, rag, model, value_type, value \
            (docs/long-format.md). 'assay judge chinese-safetyqa --records' reads it back. The table holds the questions and \
            the answers themselves.

            Examples:
              assay export run.assay --output records.csv
              assay export gpt-4o.assay ours.assay --format csv --output records.csv
              assay export run.assay --format xlsx --output records.xlsx
            """)

    @Argument(help: "The run files.")
    var files: [String]

    @Option(help: ArgumentHelp("The form: csv, or xlsx in a build with the trait XLSX.", valueName: "form"))
    var format = "csv"

    @Option(help: ArgumentHelp("Write to a file instead of standard output; xlsx needs one.", valueName: "path"))
    var output: String?

    /// The forms that are built.
    private enum Form: String {
        case csv, xlsx
    }

    /// A run with its form.
    private struct Exported {
        let reader: RunReader
        let form: LongFormat
    }

    func run() throws {
        guard let form = Form(rawValue: format) else {
            throw CommandFault(
                "--format '\(format.printable(atMost: 40))' is none of the forms of an export: csv, xlsx")
        }
        let runs = try files.map(exported)
        try checkDistinct(runs)
        switch form {
        case .csv: try writeCSV(runs)
        case .xlsx: try writeSheet(runs)
        }
    }

    private func exported(_ path: String) throws -> Exported {
        let reader = try RunReader(FilePath(path))
        guard let form = LongFormat(reader.manifest, unwrap: { AnswerObject(in: $0)?.answer ?? $0 }) else {
            throw CommandFault(
                "\(path): runs of \(reader.manifest.suite.name) have no long format; 'assay export' is for chinese-safetyqa, "
                    + "and the run file itself can be read with sqlite3")
        }
        for warning in reader.warnings { Console.note(warning) }
        return Exported(reader: reader, form: form)
    }

    private func checkDistinct(_ runs: [Exported]) throws {
        var seen: [[String]: String] = [:]
        for (path, run) in zip(files, runs) {
            guard let first = seen.updateValue(path, forKey: run.form.identity) else { continue }
            throw CommandFault(
                "\(path): holds the same model, mode and retrieval as \(first): their rows could not be told apart; export "
                    + "them one by one")
        }
    }

    private func writeCSV(_ runs: [Exported]) throws {
        let table = LongFormatCSV(runs.map(\.form))
        func write(_ put: (String) throws -> Void) throws {
            try put(table.headings)
            try forEachSample(of: runs) { try put(table.render($0)) }
        }
        if let output {
            try WholeFile.writePieces(to: output) { try write($0) }
        } else {
            try write { Console.piece($0) }
        }
    }

    private func writeSheet(_ runs: [Exported]) throws {
        #if XLSX
            guard let output else { throw CommandFault("--format xlsx writes no text; name a file with --output") }
            var cut = 0
            try WholeFile.write(to: output) { draft in
                // The library says in a line of its own what it cannot open.
                guard FileManager.default.createFile(atPath: draft, contents: nil) else {
                    throw CommandFault.cannotWrite(output)
                }
                do throws(any Error) {
                    let sheet = try LongFormatSheet(at: draft, of: runs.map(\.form))
                    try forEachSample(of: runs) { try sheet.append($0) }
                    try sheet.close()
                    cut = sheet.cut
                } catch LongFormatSheet.Failure.tooManyRows {
                    throw CommandFault(
                        "\(output): more rows than the \(LongFormatSheet.mostRows) of a sheet; export with --format csv"
                    )
                }
            }
            if cut > 0 {
                Console.note("note: \(cut) texts are cut at the \(LongFormatSheet.mostCharacters) characters of a cell")
            }
        #else
            throw CommandFault(
                "--format xlsx is not in this build; build it with 'swift build --traits XLSX', which needs libxlsxwriter "
                    + "(Debian: libxlsxwriter-dev), or export with --format csv")
        #endif
    }

    /// Hands over the rows of each sample; one sample is in memory.
    private func forEachSample(of runs: [Exported], _ take: ([LongFormat.Row]) throws -> Void) throws {
        for run in runs {
            var failure: (any Error)?
            try run.reader.contents { content in
                do {
                    try take(run.form.rows(of: content))
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
            if let failure { throw failure }
        }
    }
}
