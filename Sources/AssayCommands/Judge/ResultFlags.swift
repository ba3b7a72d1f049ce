import ArgumentParser

/// The flags of `assay judge` that say what is scored, and by whom.
struct ResultFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file or folder with answers; the judge is asked about each, where the benchmark has one.",
            valueName: "file|dir"))
    var responses: String?

    @Option(
        help: ArgumentHelp("A file or folder with verdicts that a judge gave; nobody is asked.", valueName: "file|dir"))
    var judgements: String?

    @Option(
        help: ArgumentHelp(
            "A CSV in long format with verdicts, or answers, of one or several runs; nobody is asked unless a judge is named.",
            valueName: "file"))
    var records: String?

    @OptionGroup(title: "Records") var recorded: RecordOptions

    @Option(
        help: ArgumentHelp(
            "The folder that holds the benchmark's files with their media (default: the samples as the file itself has them).",
            valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "The model that answered (default: as the file says); of records, the one that is meant.", valueName: "name"
        ))
    var targetName: String?

    @OptionGroup(title: "Judging") var judging: JudgeOptions

    @Option(help: ArgumentHelp("The run file (default: SUITE-TARGET-TIME.assay).", valueName: "file"))
    var output: String?

    func validate() throws {
        guard [responses, judgements, records].count(where: { $0 != nil }) == 1 else {
            throw ValidationError(
                "give answers with --responses, answers with verdicts with --judgements, or long-format records with --records"
            )
        }
        guard records != nil || !recorded.isGiven else {
            throw ValidationError("--mode and --rag choose a run of long-format records; give these with --records")
        }
        guard judgements == nil || !judging.isGiven else {
            throw ValidationError(
                "--judgements asks no judge; leave --judge, --jury, --fallback-judge, --rubric, --judge-language and --judge-tokens "
                    + "out, or give "
                    + "the file with --responses")
        }
    }

    /// Whether verdicts that are there already are scored.
    var scoresVerdicts: Bool { judgements != nil || (records != nil && !judging.isGiven) }
}
