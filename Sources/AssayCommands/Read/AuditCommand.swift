import ArgumentParser
import AssayStore
import Foundation
import SystemPackage

/// `assay audit`: does the run add up, does it match its digests.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check that a run adds up and matches its digests.",
        discussion: """
            Exit status 0 when nothing is found, 1 when something is.

            Example:
              assay audit run.assay
            """)

    @Argument(help: "The run file.")
    var file: String

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() throws {
        let reader = try RunReader(FilePath(file))
        let findings = try reader.audit().map(\.description)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let answer = AuditAnswer(file: file, findings: findings, warnings: reader.warnings)
            Console.result(String(decoding: try encoder.encode(answer), as: UTF8.self))
        } else {
            for warning in reader.warnings { Console.note("note: \(warning)") }
            for finding in findings { Console.result("fault: \(finding)") }
            if findings.isEmpty { Console.result("\(file): no fault found") }
        }
        if !findings.isEmpty { throw ExitStatus.faultFound }
    }

    private struct AuditAnswer: Encodable {
        let format = "assay.audit/1"
        let file: String
        let findings: [String]
        let warnings: [String]
    }
}
