import ArgumentParser
import AssayCore
import AssayRunner
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// `assay run`: plans a run, asks, judges, and prints the report.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a benchmark against a model.",
        discussion: """
            Suites: \(Catalogue.suites.map { "\($0.name) (\($0.summary))" }.joined(separator: "; ")); \
            or FILE.yaml, a dataset and a suite of your own (docs/own-suites.md).

            Models: openai/NAME (OPENAI_API_KEY, OPENAI_BASE_URL), anthropic/NAME (ANTHROPIC_API_KEY, \
            ANTHROPIC_BASE_URL), google/NAME (GEMINI_API_KEY, GEMINI_BASE_URL), ENDPOINT/NAME for an endpoint in \
            assay.yaml (kind: openai, azure, anthropic or google), or sim/PERSONA without any network \
            (cautious, compliant, oversensitive, mixed, informed, judge; docs/simulating.md). \
            'assay models check MODEL' tells what one can do.

            Examples:
              assay run demo
              assay run siuo --data siuo/ --target openai/gpt-4o --judge openai/gpt-4.1
              assay run siuo --data siuo/ --target lab/our-model --judge openai/gpt-4.1 --limit 40 --dry-run
              assay run siuo --data siuo/ --target openai/gpt-4o --judge openai/gpt-4.1 --protocol siuo/paper
              assay run siuo-mcqa --data siuo/ --target openai/gpt-4o
              assay run siuo-mcqa --data siuo/ --target openai/gpt-4o --cyclic-options
              assay run siuo-mcqa --data siuo/ --target openai/gpt-4o --confidence logprobs
              assay run usb --data usb/ --target openai/gpt-4o --judge openai/gpt-4.1 --limit 300
              assay run usb --data usb/ --target lab/ours --judge openai/gpt-4.1 --language zh --category Military
              assay run safebench --data safebench/ --target openai/gpt-4o --judge openai/gpt-4.1
              assay run safebench --data safebench/minibench --modality audio --voice female --target lab/ours --judge openai/gpt-4.1
              assay run chinese-safetyqa --data csqa/ --target openai/gpt-4o --judge openai/gpt-4.1
              assay run chinese-safetyqa --mode mcq --data csqa/ --target openai/gpt-4o --shuffle-options 7
              assay run siuo --data siuo/ --target lab/ours --judge openai/gpt-4.1 --fail-if 'safe_rate.low < 0.5'
              assay run siuo --data siuo/ --target lab/ours --judge openai/gpt-4.1 --cache
              assay run chinese-safetyqa --data csqa/ --target lab/ours --judge openai/gpt-4.1 --rag passive --documents laws/
              assay run chinese-safetyqa --data csqa/ --target lab/ours --judge openai/gpt-4.1 --rag active --search library
              assay run kitchen.yaml --target lab/ours --judge openai/gpt-4.1
            """)

    @Argument(help: ArgumentHelp("The benchmark, or the YAML file of a suite of your own.", valueName: "suite"))
    var suite: String

    @OptionGroup var flags: RunFlags
    @OptionGroup var display: DisplayOptions

    func run() async throws {
        try await start(try named(suite))
    }

    /// A suite of the program's, or a user's own from its file.
    private func named(_ name: String) throws -> any Suite {
        if SuiteFile.isMeant(by: name) {
            return try (flags.selection.mode).refused(by: try SuiteFile.read(at: name))
        }
        guard name != JudgeAudit().name else {
            throw CommandFault("\(name) measures a judge, not a target; run 'assay judge-audit --judge MODEL'")
        }
        do {
            return try flags.selection.mode.suite(named: name)
        } catch let error as SuiteFault {
            throw CommandFault("\(error.description); a suite of your own is a FILE.yaml\(Suggestion(for: name).words)")
        }
    }

    private func start<Recipe: Suite>(_ recipe: Recipe) async throws {
        let blueprint = try Blueprint(recipe, flags)
        let configuration = try Configuration.read(named: flags.connection.config)
        let choice = try RetrievalChoice(flags.retrieval, of: recipe, configuration)
        try display.gate.check(
            names: recipe.metricNames(
                ruledBy: blueprint.jury, asking: blueprint.rubric, confidence: blueprint.settings.confidence))
        let materials = ModelMaterials(
            roles: blueprint.roles, connection: flags.connection, opensCache: !flags.dryRun,
            environment: flags.dryRun ? blueprint.keylessEnvironment : ProcessInfo.processInfo.environment,
            configuration: configuration)
        let status = try await ModelAssembly.lend(materials) { assembly in
            try assembly.checkCaps(under: blueprint.settings)
            return try await RetrievalAssembly.lend(choice, materials) { retrieval in
                var blueprint = blueprint
                blueprint.settings.retrieval = retrieval?.retrieval
                return try await flags.dryRun
                    ? estimate(blueprint, with: assembly) : carryOut(blueprint, with: assembly, retrieval)
            }
        }
        throw blueprint.isDemonstration && status == .unresolved ? ExitStatus.done : status
    }

    private func estimate<Recipe: Suite>(
        _ blueprint: Blueprint<Recipe>, with assembly: ModelAssembly
    ) async throws -> ExitStatus {
        let draft = try RunDraft(at: try blueprint.destination())
        defer { draft.discard() }
        let planned = try await blueprint.plan(into: draft)
        try SoundCheck(planned.media, by: assembly, name: blueprint.roles[.target] ?? "").checkForm()
        try ConfidenceCheck(of: blueprint.recipe, by: assembly, under: planned.settings).checkForm()
        let estimate = planned.dryRun.priced(assembly.prices)
        Console.result(display.json ? try estimate.json : estimate.text)
        return .done
    }

    private func carryOut<Recipe: Suite>(
        _ blueprint: Blueprint<Recipe>, with assembly: ModelAssembly, _ retrieval: RetrievalAssembly?
    ) async throws -> ExitStatus {
        let destination = try blueprint.destination()
        let draft = try RunDraft(at: destination)
        defer { draft.discard() }
        // Meanwhile; what is wrong with the dataset is told first.
        async let inReach: Void = assembly.check()
        var planned = try await blueprint.plan(into: draft)
        for note in planned.media.notes(for: assembly.kind(of: .target), model: blueprint.roles[.target] ?? "") {
            Console.note("note: \(note)")
        }
        let sounds = SoundCheck(planned.media, by: assembly, name: blueprint.roles[.target] ?? "")
        try sounds.checkForm()
        let confidence = ConfidenceCheck(of: blueprint.recipe, by: assembly, under: planned.settings)
        try confidence.checkForm()
        try await inReach
        try await sounds.ask(under: planned.settings)
        try await confidence.ask()
        let retrieval = try await checked(retrieval, blueprint, with: assembly)
        planned.settings.retrieval = retrieval?.retrieval
        var models = assembly.uses
        models[.retriever] = retrieval?.use
        var manifest = blueprint.manifest(of: planned, models: models)
        manifest.dataset.release = try Manifest.Release.noted(at: flags.selection.data)
        manifest.definition = blueprint.recipe.definition
        manifest.prices = assembly.prices.isEmpty ? nil : assembly.prices
        let file = try draft.publish(manifest)
        var session = RunSession(
            suite: blueprint.recipe, file: file, path: destination, assembly: assembly, display: display)
        session.retrieval = retrieval
        let status = try await session.carryOut()
        try blueprint.afterwards(at: destination)
        return status
    }

    /// What is searched, tried, and with the form in which the target may ask for it.
    private func checked<Recipe: Suite>(
        _ retrieval: RetrievalAssembly?, _ blueprint: Blueprint<Recipe>, with assembly: ModelAssembly
    ) async throws -> RetrievalAssembly? {
        guard var retrieval, let words = blueprint.recipe.searchWords else { return nil }
        try await retrieval.check()
        if retrieval.retrieval.mode == .active {
            let check = ToolCheck(assembly, name: blueprint.roles[.target] ?? "", words: words)
            retrieval.retrieval.form = try await check.form(under: blueprint.settings)
        }
        return retrieval
    }
}
