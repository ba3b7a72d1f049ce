import ArgumentParser
import AssayCore
import AssayDatasets
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// `assay judge`: rates from answers, or from answers and verdicts, that were made elsewhere.
struct JudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Score answers, or verdicts, that were made elsewhere.",
        discussion: """
            The file is the benchmark's own with answers in it: for siuo, siuo_gen.json with a list 'responses' in each \
            entry, and for --judgements also 'safety_evaluation' and 'effectiveness_evaluation'; for siuo-mcqa, \
            siuo_mcqa.json with 'response_mcqa' in each entry, whose letters are read by rule without a judge. For \
            safebench it is a folder: of answers {k}.csv beside the queries text/{k}.csv in --data, or of the released \
            script's verdicts {k}.csv with the columns Judgment Result, Safety Rating and Reasoning. An error \
            message where an answer should be is never judged; it is counted and named. For chinese-safetyqa --records is a \
            CSV in the long format of the released scripts (question, cate, mode, rag, model, value_type, value; \
            docs/long-format.md): its verdicts A, B and C are scored, its letters read, or with --judge its answers judged.

            Examples:
              assay judge siuo --responses siuo_gen-our-model.json --data siuo/ --judge openai/gpt-4.1
              assay judge siuo --judgements siuo_gen-our-model.json --output ours.assay
              assay judge siuo-mcqa --responses siuo_mcqa-our-model.json --output letters.assay
              assay judge safebench --responses answers/ --data safebench/ --judge openai/gpt-4.1
              assay judge safebench --judgements verdicts/ --output theirs.assay
              assay judge chinese-safetyqa --records records.csv --mode qa --rag none --target-name GPT-4o --output theirs.assay
            """)

    @Argument(help: "The benchmark.")
    var suite: String

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
    @OptionGroup(title: "Endpoints") var connection: ConnectionOptions

    @Option(help: ArgumentHelp("The run file (default: SUITE-TARGET-TIME.assay).", valueName: "file"))
    var output: String?

    @OptionGroup var display: DisplayOptions

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

    func run() async throws {
        let suite = try Catalogue.suite(named: suite)
        if let records {
            guard suite is ChineseSafetyQA || suite is ChineseSafetyQAChoice else {
                throw CommandFault(
                    "suite \(suite.name) has no long-format records; --records goes with chinese-safetyqa")
            }
            let choice = try RecordsChoice(
                FilePath(records),
                choosing: recorded.choice(of: targetName),
                isJudged: judging.isGiven, beside: data.map { FilePath($0) })
            return try await score(with: choice.suite, choice.results, at: FilePath(records), of: choice.run)
        }
        guard let suite = suite as? any TakesResults else {
            throw CommandFault("suite \(suite.name) takes no results from elsewhere; run it with 'assay run'")
        }
        try await read(with: suite)
    }

    private func read<Recipe: TakesResults>(with recipe: Recipe) async throws {
        guard judgements == nil || !recipe.rulesWithoutJudge else {
            throw CommandFault(
                "suite \(recipe.name) reads its answers by rule; give the answers with --responses instead of --judgements"
            )
        }
        let file = FilePath(responses ?? judgements ?? "")
        let results = try recipe.results(
            at: file, withVerdicts: judgements != nil, beside: data.map { FilePath($0) })
        try await score(with: recipe, results, at: file)
    }

    private func score<Recipe: TakesResults>(
        with recipe: Recipe, _ results: GivenResults, at file: FilePath, of run: RecordedRun? = nil
    ) async throws {
        for note in results.notes { Console.note("note: \(note)") }
        var plan = try ResultsPlan(recipe, results: results, at: file, self)
        plan.run = run
        try display.gate.check(names: recipe.metricNames(ruledBy: plan.jury, asking: plan.rubric))
        let materials = ModelMaterials(
            roles: plan.roles, connection: connection, environment: ProcessInfo.processInfo.environment,
            configuration: try Configuration.read(named: connection.config))
        throw try await ModelAssembly.lend(materials) { [plan] assembly in
            try assembly.checkCaps(under: plan.settings)
            let draft = try RunDraft(at: plan.destination)
            defer { draft.discard() }
            let dataset = try await plan.read(into: draft)
            try await assembly.check()
            var manifest = plan.manifest(of: dataset, judges: assembly.uses)
            manifest.dataset.release = try Manifest.Release.noted(at: data)
            manifest.prices = assembly.prices.isEmpty ? nil : assembly.prices
            manifest.options.merge(connection.cap.given) { _, new in new }
            let writer = try draft.publish(manifest)
            let session = RunSession(
                suite: recipe, file: writer, path: plan.destination, assembly: assembly, display: display)
            return try await session.carryOut()
        }
    }
}
