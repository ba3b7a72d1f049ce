import AssayCore
import AssayReports
import AssayRunner
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// A run as its flags describe it: settings, models, samples, name; nothing asked yet.
struct Blueprint<Recipe: Suite> {
    let recipe: Recipe
    let flags: RunFlags
    let evaluationProtocol: EvaluationProtocol
    var settings: Settings
    /// The words for the judge; nil for a suite that rules without one.
    let rubric: Rubric?
    let roles: [Role: String]
    /// Who sits on the jury; nil without one.
    let jury: JuryPlan?

    init(_ recipe: Recipe, _ flags: RunFlags) throws {
        self.recipe = recipe
        self.flags = flags
        let juryFile = try flags.models.jury.map(JuryFile.read)
        roles = try Self.roles(flags, juryFile, of: recipe)
        evaluationProtocol = try recipe.evaluationProtocol(named: flags.settings.protocolName)
        settings = try flags.settings.applied(to: evaluationProtocol.settings)
        guard recipe.isMultipleChoice || settings.optionOrder == .published else {
            throw CommandFault(
                "suite \(recipe.name) offers no options; leave --shuffle-options and --cyclic-options out")
        }
        guard recipe.offersModalities || flags.selection.modality == nil else {
            throw CommandFault(
                "suite \(recipe.name) has its samples in one form alone; leave --modality and --voice out")
        }
        try settings.confidence.map { try $0.check(fits: recipe) }
        rubric = try RubricChoice(flags).rubric(of: recipe, under: evaluationProtocol.name)
        jury = juryFile?.plan(in: rubric?.language)
        // Made and dropped: a rubric that does not fit is an error before anything else happens.
        _ = try recipe.judge(by: Panel(judge: Unasked()), rubric: rubric, under: settings)
    }

    /// Whether the run is the demonstration, which ends well also with records unresolved: showing them is its purpose.
    var isDemonstration: Bool { recipe.name == "demo" && roles.values.allSatisfy { $0.hasPrefix("sim/") } }

    private static func roles(
        _ flags: RunFlags, _ jury: JuryFile?, of recipe: Recipe
    ) throws -> [Role: String] {
        let (models, suite) = (flags.models, recipe.name)
        let isDemonstration = suite == "demo"
        guard let target = models.target ?? (isDemonstration ? "sim/mixed" : nil) else {
            throw CommandFault("suite \(suite) needs a model to measure; name it with --target, such as openai/gpt-4o")
        }
        var roles = [Role.target: target]
        guard !recipe.rulesWithoutJudge else {
            guard !models.speaksOfJudge, flags.settings.judgeTokens == nil else {
                throw CommandFault(
                    "suite \(suite) reads its answers by rule and asks no judge; leave --judge, --jury, --no-judge, "
                        + "--fallback-judge, --rubric, --judge-language and --judge-tokens out")
            }
            return roles
        }
        guard !models.noJudge else {
            guard models.judge == nil, jury == nil, models.fallbackJudge == nil, models.rubric == nil,
                models.judgeLanguage == nil
            else {
                throw CommandFault(
                    "--no-judge stands beside --judge, --jury, --fallback-judge, --rubric or --judge-language; give one "
                        + "or the other")
            }
            return roles
        }
        if let jury {
            guard models.judge == nil, models.fallbackJudge == nil else {
                throw CommandFault("--jury stands beside --judge or --fallback-judge; give one or the other")
            }
            return roles.merging(jury.models) { target, _ in target }
        }
        // The target is never the default judge.
        guard let judge = models.judge ?? (isDemonstration ? "sim/judge" : nil) else {
            throw CommandFault(
                "suite \(suite) needs a judge; name one with --judge, seat several with --jury, or collect answers alone "
                    + "with --no-judge")
        }
        roles[.judge] = judge
        roles[.fallbackJudge] = models.fallbackJudge
        return roles
    }

    /// Without keys: a dry run needs none.
    var keylessEnvironment: [String: String] {
        EndpointResolution.keyless(ProcessInfo.processInfo.environment)
    }

    /// Where the run file goes; the demonstration replaces its own earlier one.
    func destination() throws -> FilePath {
        if let output = flags.output { return FilePath(output) }
        if recipe.name == "demo" {
            let path = FilePath("demo.assay")
            if !flags.dryRun { try EarlierDemonstration(at: path).remove() }
            return path
        }
        return FilePath.ofRun(suite: recipe.name, target: roles[.target] ?? "")
    }

    /// Reads the dataset, checked whole, into the draft, and puts it in order.
    func plan(into draft: RunDraft) async throws -> Planned {
        let chosen = flags.selection
        var groups = try chosen.category.map(recipe.groups) ?? [:]
        groups[.combination] = chosen.combination?.rawValue
        let planner = Planner(
            selection: .init(groups: groups, language: chosen.language, skipsInvalid: chosen.skipInvalid),
            strata: recipe.strata)
        let dataset = try recipe.dataset(at: chosen.data.map { FilePath($0) }, as: chosen.form)
        for note in dataset.notes { Console.note("note: \(note)") }
        let asked = roles[.judge] == nil && jury == nil ? nil : rubric
        var options = OfferedOptions()
        var dryRun = DryRun(recipe, settings: settings, rubric: asked, jury: jury, roles: Set(roles.keys))
        var media = MediaCount()
        let reading = try await planner.read(dataset, into: draft) { sample in
            options.add(sample)
            media.add(sample)
            if flags.dryRun { dryRun.add(sample) }
        }
        var settings = settings
        if settings.optionOrder == .cyclic {
            settings.trials = try options.rotations
            if let uneven = options.unevenWords { Console.note("note: \(uneven)") }
        }
        reading.sayWhatIsLeftOut()
        let sealed = try draft.seal(seed: settings.seed, limit: chosen.limit)
        var use = Manifest.DatasetUse(
            name: dataset.name, digest: sealed.digest, samples: sealed.samples, available: sealed.available,
            skipped: reading.skipped.count)
        use.lost = reading.lost.isEmpty ? nil : reading.lost
        use.published = dataset.published.isEmpty ? nil : dataset.published
        return Planned(
            dataset: use, rubric: asked, settings: settings,
            dryRun: dryRun.estimate(planned: sealed.samples, trials: settings.trials), media: media)
    }

    /// The demonstration's page.
    func afterwards(at destination: FilePath) throws {
        guard recipe.name == "demo" else { return }
        let page = destination.removingLastComponent().appending("\(destination.stem ?? "demo").html")
        guard EarlierDemonstration.mayReplace(page: page) else {
            return Console.note("\(page.string) is there already and is no page of ours; it was left alone")
        }
        let report = NamedReport(
            file: destination.lastComponent?.string ?? "", report: try RunReading(destination).report())
        try Console.result(ReportFile([report], format: .html).render(), to: page.string)
        Console.note("page: \(page.string)")
    }
}

extension Planner.Reading {
    /// Names the first entries of each kind that are not in the run.
    fileprivate func sayWhatIsLeftOut() {
        for fault in skipped.prefix(5) { Console.note("left out: \(fault.description)") }
        if skipped.count > 5 { Console.note("left out: \(skipped.count - 5) more faulty entries") }
        for lost in lost {
            let more = lost.count > 5 ? " and \(lost.count - 5) more" : ""
            Console.note("left out, \(lost.reason.words): \(lost.first.prefix(5).joined(separator: "; "))\(more)")
        }
    }
}

extension FilePath {
    /// The run file of a run that was given no name: suite, target, time in UTC.
    static func ofRun(suite: String, target: String) -> FilePath {
        let time = Date.now.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: false).dateSeparator(.omitted)
                .timeSeparator(.omitted))
        let name = target.split(separator: "/").last.map(String.init) ?? ""
        let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) ? $0 : "-" }
        return FilePath("\(suite)-\(String(plain))-\(time).assay")
    }
}

/// What a plan holds.
struct Planned {
    let dataset: Manifest.DatasetUse
    let rubric: Rubric?
    /// How the run is carried out; with --cyclic-options the dataset says how many trials there are.
    var settings: Settings
    /// What the run would ask; empty unless the run is dry.
    let dryRun: DryRunEstimate
    /// The media of the samples that were read.
    let media: MediaCount
}

/// A model that is never asked.
struct Unasked: Model {
    let name = "unasked"

    func respond(to call: Call) async throws(ModelError) -> Response { throw .cancelled }
}
