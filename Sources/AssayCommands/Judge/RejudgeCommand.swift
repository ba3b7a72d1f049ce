import ArgumentParser
import AssayCore
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// `assay rejudge`: new verdicts on the stored answers of a run, or the stored verdicts read again.
struct RejudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejudge",
        abstract: "Rule anew on a run's stored answers, without asking the target.",
        discussion: """
            The new run file holds the same samples and answers; the old one is left as it is.

            Examples:
              assay rejudge run.assay --judge openai/gpt-4.1 --output second-judge.assay
              assay rejudge run.assay --judge openai/gpt-4.1 --rubric official.yaml --output official.assay
              assay rejudge run.assay --jury jury.yaml --output jury.assay
              assay rejudge run.assay --stored --output again.assay
              assay rejudge jury.assay --stored --rule first-votes --output panel.assay
            """)

    @Argument(help: "The run file whose answers are ruled on.")
    var file: String

    @Flag(help: "Read the stored replies of the run's own judge again; nobody is asked.")
    var stored = false

    @Option(
        help: ArgumentHelp(
            "With --stored: reduce a jury's votes by another rule: majority, first-votes, sequential, stop-when-unanimous, or juror-K for juror K's first vote alone.",
            valueName: "rule"))
    var rule: JuryRule?

    @OptionGroup(title: "Judging") var judging: JudgeOptions
    @OptionGroup(title: "Endpoints") var connection: ConnectionOptions

    @Option(help: ArgumentHelp("The new run file.", valueName: "file"))
    var output: String

    @OptionGroup var display: DisplayOptions

    func validate() throws {
        guard !stored || !judging.isGiven else {
            throw ValidationError(
                "--stored asks no judge; leave --judge, --jury, --fallback-judge, --rubric, --judge-language and --judge-tokens out"
            )
        }
        guard stored || judging.namesJudge else {
            throw ValidationError(
                "name the judge with --judge or a jury with --jury, or read the stored replies again with --stored")
        }
        guard stored || rule == nil else {
            throw ValidationError("--rule reduces stored votes again; give it with --stored")
        }
    }

    func run() async throws {
        let source = try RunReader(FilePath(file))
        let suite = try Catalogue.suite(of: source.manifest)
        guard source.manifest.suite.version == suite.version else {
            throw CommandFault(
                "\(file): was made with version \(source.manifest.suite.version) of suite \(suite.name), this program has "
                    + "\(suite.version); rule anew with \(source.manifest.program)")
        }
        for warning in source.warnings { Console.note("note: \(warning)") }
        if !source.isComplete {
            Console.note("note: \(file) is not complete; what it has not asked stays pending in the new file")
        }
        try await rule(on: source, with: suite)
    }

    private func rule<Recipe: Suite>(on source: RunReader, with recipe: Recipe) async throws {
        let plan = try RejudgePlan(recipe, source: source, judging: judging, stored: stored, rule: rule)
        try display.gate.check(
            names: recipe.metricNames(
                ruledBy: plan.jury, asking: plan.rubric, confidence: source.manifest.settings.confidence))
        let destination = FilePath(output)
        let materials = ModelMaterials(
            roles: plan.roles, connection: connection, environment: ProcessInfo.processInfo.environment,
            configuration: try Configuration.read(named: connection.config))
        throw try await ModelAssembly.lend(materials) { assembly in
            var manifest = try plan.manifest(judges: assembly.uses)
            manifest.prices = assembly.prices.isEmpty ? nil : assembly.prices
            for flag in CapOptions.flags { manifest.options[flag] = connection.cap.given[flag] }
            try assembly.checkCaps(under: manifest.settings)
            let draft = try RunDraft(at: destination)
            defer { draft.discard() }
            try draft.copy(source, roles: plan.copiedRoles)
            try await assembly.check()
            let writer = try draft.publish(manifest)
            var session = RunSession(
                suite: recipe, file: writer, path: destination, assembly: assembly, display: display)
            session.earlier = rule == nil ? nil : source
            return try await session.carryOut()
        }
    }
}
