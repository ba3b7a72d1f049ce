import ArgumentParser
import AssayCore

/// Who rules on answers that are there already, and how.
struct JudgeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The model that rules on the answers.", valueName: "model"))
    var judge: String?

    @Option(
        help: ArgumentHelp("Several models that rule together, from a YAML file (docs/juries.md).", valueName: "file"))
    var jury: String?

    @Option(help: ArgumentHelp("Asked only where the judge refuses or is blocked.", valueName: "model"))
    var fallbackJudge: String?

    @Option(help: ArgumentHelp("The judge's words from a YAML file, such as the publication's own.", valueName: "file"))
    var rubric: String?

    @Option(
        help: ArgumentHelp(
            "The language of the judge's words: en, zh, or same as the samples' (default: en; of a run that is judged anew, as it was).",
            valueName: "language"))
    var judgeLanguage: JudgeLanguage?

    @Option(help: ArgumentHelp("The most tokens of a verdict.", valueName: "n"))
    var judgeTokens: Int?

    func validate() throws {
        guard jury == nil || (judge == nil && fallbackJudge == nil) else {
            throw ValidationError("--jury stands beside --judge or --fallback-judge; give one or the other")
        }
        guard judgeTokens.map({ $0 > 0 }) ?? true else { throw ValidationError("--judge-tokens wants at least 1") }
    }

    /// Whether any of them is given.
    var isGiven: Bool {
        judge != nil || jury != nil || fallbackJudge != nil || rubric != nil || judgeLanguage != nil
            || judgeTokens != nil
    }

    /// Whether anybody is named who rules.
    var namesJudge: Bool { judge != nil || jury != nil }

    /// The jury of the file; nil without one.
    func juryFile() throws -> JuryFile? { try jury.map(JuryFile.read) }

    /// The models by role, those of a jury among them.
    func roles(with jury: JuryFile?) -> [Role: String] {
        var roles = jury?.models ?? [:]
        roles[.judge] = judge
        roles[.fallbackJudge] = fallbackJudge
        return roles
    }

    /// The options by flag, as a manifest keeps them.
    var given: [String: String] {
        var options: [String: String] = [:]
        options["--rubric"] = rubric
        options["--jury"] = jury
        options["--judge-language"] = judgeLanguage?.rawValue
        options["--judge-tokens"] = judgeTokens.map(String.init)
        return options
    }
}
