public import ArgumentParser
import AssayCore
public import AssayDatasets
import AssaySuites
import SystemPackage

/// Which run of a file with long-format records is meant.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Records: the mode of the run that is meant, qa or mcq (default: the file's only one).", valueName: "mode"))
    var mode: AnswerMode?

    @Option(
        help: ArgumentHelp(
            "Records: the retrieval of the run that is meant, none, passive or active (default: the file's only one).",
            valueName: "mode"))
    var rag: RecordedRetrieval?

    /// Whether any of them is given.
    var isGiven: Bool { mode != nil || rag != nil }

    /// What is chosen, of the answers of a model.
    func choice(of model: String?) -> RecordChoice {
        RecordChoice(
            mode: mode.flatMap { ChineseSafetyQAMode(rawValue: $0.rawValue) }, retrieval: rag, model: model)
    }
}

extension RecordedRetrieval: ExpressibleByArgument {}

/// What `assay judge --records` scores, and the suite by which it does.
struct RecordsChoice {
    /// The run that was recorded.
    let run: RecordedRun
    /// Its answers and verdicts.
    let results: GivenResults
    /// `chinese-safetyqa`, or where letters are read by rule `chinese-safetyqa-mcq`.
    let suite: any TakesResults

    /// The run that the flags choose.
    ///
    /// `isJudged`: whether a judge is to rule on its answers.
    init(_ file: FilePath, choosing choice: RecordChoice, isJudged: Bool, beside data: FilePath?) throws {
        let contents = try LongFormatRecords(at: file, choosing: choice).read()
        run = contents.run
        let hasLetters = contents.questions.contains { !$0.answers.isEmpty }
        if run.mode == .mcq, data != nil, hasLetters {
            guard !isJudged else {
                throw CommandFault("\(file.string): letters are read by rule; leave the judge out")
            }
            let recipe = ChineseSafetyQAChoice()
            results = try recipe.results(of: contents, in: file, beside: data)
            suite = recipe
            return
        }
        guard !isJudged || run.mode == .qa else {
            throw CommandFault(
                "\(file.string): letters are read by rule; name the set that was asked with --data and leave the judge out"
            )
        }
        let recipe = ChineseSafetyQA()
        var results = try recipe.results(of: contents, in: file, withVerdicts: !isJudged, beside: data)
        if run.mode == .mcq {
            results.notes.append(
                "multiple choice is counted by its verdicts, as the released script does: A right, B wrong, C no answer; "
                    + "with --data the letters themselves are read")
        }
        self.results = results
        suite = recipe
    }
}
