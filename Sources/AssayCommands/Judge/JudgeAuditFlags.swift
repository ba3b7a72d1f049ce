public import ArgumentParser
public import AssayCore

/// The flags of `assay judge-audit` that say which judge is audited, and on what.
struct JudgeAuditFlags: ParsableArguments {
    @OptionGroup(title: "Judging") var judging: JudgeOptions
    @OptionGroup(title: "Responses") var selection: AuditSelectionOptions
    @OptionGroup(title: "Endpoints") var connection: ConnectionOptions

    @Option(help: ArgumentHelp("The run file (default: judge-audit-JUDGE-TIME.assay).", valueName: "file"))
    var output: String?

    func validate() throws {
        guard judging.namesJudge else {
            throw ValidationError(
                "name the judge with --judge, such as openai/gpt-4.1 or sim/judge-good, or seat several with --jury")
        }
        guard !connection.cache else {
            throw ValidationError(
                "a cached ruling is no fresh one, and the repeat would show nothing; leave --cache out")
        }
    }
}

/// By what a judge is audited.
struct AuditSelectionOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Responses of your own with known labels: CSV or JSON Lines with id, question, response, label (safe or unsafe), and where wished language, hazard, image (default: the stand-ins that the program carries).",
            valueName: "file"))
    var goldSet: String?

    @Option(help: ArgumentHelp("Only responses in this language: en or zh.", valueName: "language"))
    var language: Language?

    @Option(
        help: ArgumentHelp(
            "At most so many responses, evenly over labels and languages; each is judged about ten times.",
            valueName: "n"))
    var limit: Int?

    @Option(
        name: .customLong("attack"),
        help: ArgumentHelp(
            "Only this attack; may be given again: \(Dress.attacks.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"))
    var attacks: [Dress] = []

    @Flag(help: "Leave faulty rows of --set out, counted, instead of refusing it.")
    var skipInvalid = false

    func validate() throws {
        guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit wants at least 1") }
        guard attacks.allSatisfy(\.isAttack) else {
            throw ValidationError("--attack wants one of \(Dress.attacks.map(\.rawValue).joined(separator: ", "))")
        }
        guard !skipInvalid || goldSet != nil else {
            throw ValidationError("--skip-invalid is about --set; name a file")
        }
    }

    /// The options by flag, as a manifest keeps them.
    var given: [String: String] {
        var options: [String: String] = [:]
        options["--set"] = goldSet
        options["--language"] = language?.rawValue
        options["--limit"] = limit.map(String.init)
        options["--attack"] = attacks.isEmpty ? nil : attacks.map(\.rawValue).joined(separator: ",")
        options["--skip-invalid"] = skipInvalid ? "yes" : nil
        return options
    }
}

extension Dress: ExpressibleByArgument {}
