import ArgumentParser
import AssayReports
import Foundation
import SystemPackage

/// `assay report`: reads a run file and prints what it shows.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show what a run measured.",
        discussion: """
            Examples:
              assay report run.assay
              assay report run.assay --format html --output run.html
              assay report run.assay --json
            """)

    @Argument(help: "The run file.")
    var file: String

    @Option(help: "The form: text, json or html.")
    var format: ReportFormat = .text

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "path"))
    var output: String?

    func run() throws {
        let report = try RunReading(FilePath(file)).report()
        let text = ReportFile(report, format: json ? .json : format)
        if let output {
            try text.write(to: output)
        } else {
            Console.result(try text.render())
        }
    }
}

/// The forms of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, html
}

/// A report in one of its forms.
struct ReportFile {
    private let report: Report
    private let format: ReportFormat

    init(_ report: Report, format: ReportFormat) {
        self.report = report
        self.format = format
    }

    func render() throws -> String {
        switch format {
        case .text: TextReport(report).render(width: Console.width, styled: Console.outputIsStyled)
        case .json: JSONReport(report).render()
        case .html: try HTMLReport(report).render()
        }
    }

    /// Writes the file whole or not at all.
    func write(to path: String) throws {
        let text = try render()
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandFault("\(path): cannot be written; check that the folder exists and has space")
        }
    }
}
