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

    @OptionGroup var flags: ResultFlags
    @OptionGroup(title: "Endpoints") var connection: ConnectionOptions
    @OptionGroup var display: DisplayOptions

    func run() async throws {
        let suite = try Catalogue.suite(named: suite)
        if let records = flags.records {
            guard suite is ChineseSafetyQA || suite is ChineseSafetyQAChoice else {
                throw CommandFault(
                    "suite \(suite.name) has no long-format records; --records goes with chinese-safetyqa")
            }
            let choice = try RecordsChoice(
                FilePath(records),
                choosing: flags.recorded.choice(of: flags.targetName),
                isJudged: flags.judging.isGiven, beside: flags.data.map { FilePath($0) })
            return try await score(with: choice.suite, choice.results, at: FilePath(records), of: choice.run)
        }
        guard let suite = suite as? any TakesResults else {
            throw CommandFault("suite \(suite.name) takes no results from elsewhere; run it with 'assay run'")
        }
        try await read(with: suite)
    }

    private func read<Recipe: TakesResults>(with recipe: Recipe) async throws {
        guard flags.judgements == nil || !recipe.rulesWithoutJudge else {
            throw CommandFault(
                "suite \(recipe.name) reads its answers by rule; give the answers with --responses instead of --judgements"
            )
        }
        let file = FilePath(flags.responses ?? flags.judgements ?? "")
        let results = try recipe.results(
            at: file, withVerdicts: flags.judgements != nil, beside: flags.data.map { FilePath($0) })
        try await score(with: recipe, results, at: file)
    }

    private func score<Recipe: TakesResults>(
        with recipe: Recipe, _ results: GivenResults, at file: FilePath, of run: RecordedRun? = nil
    ) async throws {
        for note in results.notes { Console.note("note: \(note)") }
        var plan = try ResultsPlan(recipe, results: results, at: file, flags)
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
            manifest.dataset.release = try Manifest.Release.noted(at: flags.data)
            manifest.prices = assembly.prices.isEmpty ? nil : assembly.prices
            manifest.options.merge(connection.cap.given) { _, new in new }
            let writer = try draft.publish(manifest)
            let session = RunSession(
                suite: recipe, file: writer, path: plan.destination, assembly: assembly, display: display)
            return try await session.carryOut()
        }
    }
}
