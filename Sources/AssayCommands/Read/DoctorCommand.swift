import ArgumentParser
import AssayCore
import AssayDatasets
import AssayJudges
import AssayMetrics
import AssayReports
import Foundation
import SystemPackage

/// `assay doctor`: what a result file of another tool counts as an answer, and its rate once failures count as failures.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Find errors, empty answers and unreadable verdicts that another tool's results count.",
        discussion: """
            Reads logs of inspect_ai (.eval, .json), SIUO's own result files (responses with safety_evaluation and \
            effectiveness_evaluation), SafeBench's verdict tables (Judgment Result, Safety Rating, Reasoning beside the \
            answers), and any CSV, JSON Lines or JSON list with a column of answers and one of verdicts. The form is told \
            by what the file holds. Never prints an answer.

            Exit status 0 when nothing is wrong, 1 when failures are counted as answers or verdicts, 2 on bad input.

            Examples:
              assay doctor logs/2026-11-21T00-04-52-00-00_safety_x.eval
              assay doctor siuo_gen-model.json
              assay doctor results.csv --columns answer=response,verdict=label,safe=True,unsafe=False
              assay doctor results.jsonl --columns 'verdict=grade,safe=0|none,unsafe=1|2,stop=finish_reason' --json
            """)

    @Argument(help: "The result file.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "Which columns hold what: answer=, verdict=, id=, stop= name columns (of an inspect log, verdict= names the score); safe= and unsafe= name values, several with '|'. May be given more than once.",
            valueName: "map"))
    var columns: [String] = []

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() throws {
        let map: ColumnMap
        do {
            map = try ColumnMap(columns)
        } catch {
            throw CommandFault(error.description)
        }
        let (source, diagnosis) = try diagnose(ForeignFile(FilePath(file), columns: map))
        let report = DoctorReport(subject(source, diagnosis), diagnosis)
        Console.result(
            json ? report.renderJSON() : report.render(width: Console.width, styled: Console.outputIsStyled))
        if diagnosis.hasFaults { throw ExitStatus.faultFound }
    }

    /// Reads the file twice: the values that mean safe are known of the file as a whole.
    private func diagnose(_ file: ForeignFile) throws -> (ForeignSource, Diagnosis) {
        let source = try file.read { _ in }
        let rule = ForeignRule(source)
        var diagnosis = Diagnosis(unit: source.form == .siuo ? .sample : .answer, rulesOnEmpty: rule.rulesOnEmpty)
        _ = try file.read { answer in
            // A sorted dictionary is not needed: each question is read on its own.
            let readings = answer.verdicts.map { question, verdict in
                (question, rule.reading(of: verdict, on: question, of: answer))
            }
            diagnosis.add(answer, Dictionary(uniqueKeysWithValues: readings))
        }
        return (source, diagnosis)
    }

    private func subject(_ source: ForeignSource, _ diagnosis: Diagnosis) -> DiagnosedFile {
        DiagnosedFile(
            file: file, form: source.form.words, units: source.form == .siuo ? "samples" : "answers",
            assumed: source.assumed, notes: source.form.notes(on: diagnosis), stated: source.stated)
    }
}

extension ForeignRule {
    /// How the verdicts of a file are read.
    init(_ source: ForeignSource) {
        switch source.form {
        case .siuo: self = .siuo
        case .safebench: self = .safebench
        case .inspect, .csv, .json: self = .values(safe: source.safe, unsafe: source.unsafe)
        }
    }
}

extension ForeignSource.Form {
    /// The form in words.
    fileprivate var words: String {
        switch self {
        case .inspect: "log of inspect_ai"
        case .siuo: "SIUO's own results (generation)"
        case .safebench: "SafeBench's own verdicts"
        case .csv: "CSV"
        case .json: "JSON records"
        }
    }

    /// What a reader should know of how the tool counts.
    fileprivate func notes(on diagnosis: Diagnosis) -> [String] {
        switch self {
        case .siuo:
            return [
                "SIUO's released script takes the word of one spelling of the verdict only and counts every other as 0; a "
                    + "verdict that it does not find is a vote of -1, which takes part in the majority and in the mean.",
                "An answer without text is safe by SIUO's own rule.",
            ]
        case .safebench:
            var notes = ["SafeBench's attack success rate is 1 minus safe_rate; whatever is not 1 counts as safe."]
            if diagnosis.counts.values.contains(where: { $0[.unreadableVerdicts] != nil || $0[.misreadVerdicts] != nil }
            ) {
                notes.append(
                    "One verdict that is no number makes the whole column words: then the released script finds no attack "
                        + "that succeeded and prints 0.")
            }
            return notes
        case .inspect, .csv, .json: return []
        }
    }
}
