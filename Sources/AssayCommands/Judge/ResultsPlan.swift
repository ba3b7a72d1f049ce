import AssayCore
import AssayDatasets
import AssayJudges
import AssayRunner
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// A run over answers that were made elsewhere: what is put into its file before anything is asked.
struct ResultsPlan<Recipe: TakesResults> {
    let recipe: Recipe
    let results: GivenResults
    let file: FilePath
    let flags: ResultFlags
    let evaluationProtocol: EvaluationProtocol
    let settings: Settings
    /// The words for the judge; nil for a suite that rules without one.
    let rubric: Rubric?
    /// The run of long-format records that is scored; nil for any other file.
    var run: RecordedRun?

    /// What the verdicts' model is called: who it was, the file does not say.
    private static var elsewhere: String { "elsewhere" }

    init(_ recipe: Recipe, results: GivenResults, at file: FilePath, _ flags: ResultFlags) throws {
        self.recipe = recipe
        self.results = results
        self.file = file
        self.flags = flags
        let juryFile = try flags.judging.juryFile()
        roles = flags.judging.roles(with: juryFile)
        evaluationProtocol = try recipe.evaluationProtocol(named: nil)
        var settings = evaluationProtocol.settings
        settings.trials = results.trials
        settings.target = Parameters()
        settings.system = nil
        settings.judge.answerTokens = flags.judging.judgeTokens ?? settings.judge.answerTokens
        self.settings = settings
        if flags.scoresVerdicts, !recipe.rulesWithoutJudge {
            rubric = recipe.rubricOfGivenVerdicts
        } else if recipe.rulesWithoutJudge {
            guard !flags.judging.isGiven else {
                throw CommandFault(
                    "suite \(recipe.name) reads its answers by rule and asks no judge; leave --judge, "
                        + "--fallback-judge, --rubric and --judge-tokens out")
            }
            rubric = nil
        } else {
            guard flags.judging.namesJudge else {
                throw CommandFault(
                    "suite \(recipe.name) needs a judge; name one with --judge, or seat several with --jury")
            }
            rubric = try RubricChoice(flags.judging, language: nil).rubric(of: recipe, under: evaluationProtocol.name)
        }
        jury = juryFile?.plan(in: rubric?.language)
    }

    /// The models that are asked.
    let roles: [Role: String]
    /// Who sits on the jury; nil without one.
    let jury: JuryPlan?

    private var target: String { flags.targetName ?? results.target ?? file.stem ?? "unknown" }

    /// Where the run file goes.
    var destination: FilePath {
        flags.output.map { FilePath($0) } ?? FilePath.ofRun(suite: recipe.name, target: target)
    }

    /// Reads the samples into the draft, and with them every answer and verdict of the file.
    func read(into draft: RunDraft) async throws -> Manifest.DatasetUse {
        let dataset = try recipe.dataset(of: results, beside: flags.data.map { FilePath($0) })
        let planner = Planner(selection: .init(), strata: recipe.slices.first ?? [])
        var samples: [String: Sample] = [:]
        let reading = try await planner.read(dataset, into: draft) { samples[$0.id] = $0 }
        try checkIDs(samples, of: dataset)
        let sealed = try draft.seal(seed: settings.seed, limit: nil)
        let judge = try recipe.judge(by: Panel(judge: Unasked()), rubric: rubric ?? recipe.rubric, under: settings)
        let given = GivenReplies(
            entries: results.entries, trials: settings.trials, source: results.source,
            judge: judge as? RubricJudge<Recipe.Label>)
        for sample in samples.values.sorted(by: { $0.id < $1.id }) { try draft.keep(given.replies(about: sample)) }
        sayWhatIsMissing(given.errorTexts, samples)
        var use = Manifest.DatasetUse(
            name: dataset.name, digest: sealed.digest, samples: sealed.samples, available: sealed.available,
            skipped: reading.skipped.count)
        use.published = dataset.published.isEmpty ? nil : dataset.published
        return use
    }

    private func checkIDs(_ samples: [String: Sample], of dataset: any Dataset) throws {
        let strangers = results.entries.map(\.sample).filter { samples[$0] == nil }
        guard let first = strangers.first else { return }
        let others = strangers.count == 1 ? "" : " (and \(strangers.count - 1) more)"
        throw CommandFault(
            "\(file.string): dataset \(dataset.name) has no sample \(first)\(others); give the dataset that was answered "
                + "with --data")
    }

    private func sayWhatIsMissing(_ errorTexts: [String], _ samples: [String: Sample]) {
        if !errorTexts.isEmpty {
            let shown = errorTexts.prefix(10).joined(separator: ", ")
            let more = errorTexts.count > 10 ? " and \(errorTexts.count - 10) more" : ""
            Console.note(
                "\(errorTexts.count) answers are error messages and are not judged: \(shown)\(more)")
        }
        let blind = samples.values.filter(\.media.isEmpty).count
        if blind > 0, !roles.isEmpty {
            Console.note(
                "\(blind) of \(samples.count) samples have no picture beside the file: the judge sees their texts alone; "
                    + "name the folder with the pictures with --data")
        }
    }

    /// The manifest of the run.
    func manifest(of dataset: Manifest.DatasetUse, judges: [Role: Manifest.ModelUse]) -> Manifest {
        var models = judges
        models[.target] = .init(name: target, endpoint: nil, isSimulated: false)
        let isJudged = flags.scoresVerdicts && !recipe.rulesWithoutJudge
        if isJudged, rubric != nil { models[.judge] = .init(name: Self.elsewhere, endpoint: nil, isSimulated: false) }
        var used = UsedFields(settings, judge: UsedFields.judge(models.mapValues(\.name)), jury: jury, rubric: rubric)
        used.forget(.target, among: evaluationProtocol.published)
        if isJudged { used.forget(.judge, among: evaluationProtocol.published) }
        var options = flags.judging.given
        options["--data"] = flags.data
        options["--target-name"] = flags.targetName
        options["--mode"] = run?.mode.rawValue
        options["--rag"] = run?.retrieval.rawValue
        var manifest = Manifest(
            program: Version.name, created: .now, suite: .init(name: recipe.name, version: recipe.version),
            dataset: dataset, rubric: rubric,
            protocolUse: .init(
                name: evaluationProtocol.name, departures: evaluationProtocol.departures(used: used.values)),
            settings: settings, models: models, options: options,
            origin: .init(
                kind: isJudged ? .judgements : .responses, source: results.source, digest: results.digest,
                hasNoAnswers: results.hasNoAnswers))
        manifest.origin?.hasNoRightAnswers = results.hasNoRightAnswers ? true : nil
        manifest.jury = jury
        return manifest
    }
}
