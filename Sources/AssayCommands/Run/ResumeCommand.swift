import ArgumentParser
import AssayCore
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// `assay resume`: asks what is missing in a run file, exactly as it was planned.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a run that stopped; ask only what is missing.",
        discussion: """
            Models, samples and settings are the run file's own; only the endpoint's address may be another. An answer \
            that is stored is never asked for again. --max-cost and --max-total-tokens hold as the run began with them, \
            earlier sessions counted, unless they are given anew.

            Examples:
              assay resume siuo-gpt-4o-20261121T101500Z.assay
              assay resume run.assay --max-connections 4 --rpm 60
              assay resume run.assay --max-cost 20
              assay resume run.assay --retry-unjudged
              assay resume run.assay --cache
              assay resume run.assay --documents laws/
            """)

    @Argument(help: "The run file.")
    var file: String

    @Option(help: ArgumentHelp("Where the documents are now that the run searches.", valueName: "dir"))
    var documents: String?

    @OptionGroup(title: "Endpoints") var connection: ConnectionOptions
    @OptionGroup var display: DisplayOptions

    @Flag(help: "Ask the judge again where no ruling could be read; the report says that it was done.")
    var retryUnjudged = false

    @Flag(help: "Go on although the run was not closed and its -wal file is gone.")
    var acceptMissingWal = false

    func validate() throws {
        guard !retryUnjudged || !connection.cache else {
            throw ValidationError("--retry-unjudged asks again, --cache would give the same replies; give one of them")
        }
    }

    func run() async throws {
        let path = FilePath(file)
        let manifest = try RunWriter.manifest(of: path)
        let suite = try Catalogue.suite(of: manifest)
        guard manifest.suite.version == suite.version else {
            throw CommandFault(
                "\(file): was begun with version \(manifest.suite.version) of suite \(suite.name), this program has "
                    + "\(suite.version); finish it with \(manifest.program)")
        }
        if manifest.definition != nil {
            Console.note(
                "note: suite \(suite.name) is taken from \(file), as the run began; its YAML file is not read again")
        }
        try await goOn(with: suite, manifest, at: path)
    }

    private func goOn<Recipe: Suite>(with suite: Recipe, _ manifest: Manifest, at path: FilePath) async throws {
        try display.gate.check(
            names: suite.metricNames(
                ruledBy: manifest.jury, asking: manifest.rubric, confidence: manifest.settings.confidence))
        let materials = ModelMaterials(
            roles: manifest.asked.mapValues(\.name),
            connection: connection,
            environment: ProcessInfo.processInfo.environment,
            configuration: try Configuration.read(named: connection.config),
            caps: connection.cap.caps(after: manifest.options))
        guard documents == nil || manifest.settings.retrieval != nil else {
            throw CommandFault("\(file): searches nothing; leave --documents out")
        }
        throw try await ModelAssembly.lend(materials) { assembly in
            try expectSameForms(assembly.uses, as: manifest.models)
            try assembly.checkCaps(under: manifest.settings)
            let writer = try RunWriter.open(path, acceptMissingWAL: acceptMissingWal)
            do {
                if retryUnjudged {
                    let count = try await UnjudgedRetry(suite: suite, file: writer).open()
                    Console.note("judging \(count) records again")
                }
                // A run with nothing left to ask needs no endpoint, and searches nothing.
                let isUnfinished = try !writer.unfinished(after: 0, limit: 1).isEmpty
                if isUnfinished {
                    try await assembly.check()
                    try await ConfidenceCheck(of: suite, by: assembly, under: manifest.settings).ask()
                }
                let searched = isUnfinished && !manifest.isFromElsewhere(.target) ? manifest.settings.retrieval : nil
                let choice = try searched.map { try RetrievalChoice($0, of: manifest, documents: documents) }
                return try await RetrievalAssembly.lend(choice, materials) { retrieval in
                    let retrieval = try searched.flatMap { try retrieval?.resuming($0) }
                    try await retrieval?.check()
                    return try await goOn(with: suite, writer, by: assembly, retrieval)
                }
            } catch {
                try await writer.close(complete: false)
                throw error
            }
        }
    }

    private func goOn<Recipe: Suite>(
        with suite: Recipe, _ writer: RunWriter, by assembly: ModelAssembly, _ retrieval: RetrievalAssembly?
    ) async throws -> ExitStatus {
        let manifest = writer.manifest
        let asked = manifest.asked
        if Self.places(assembly.uses) != Self.places(asked) {
            // The same models elsewhere: a server that was started anew on another port.
            let change = "\(Self.places(asked)), now \(Self.places(assembly.uses))"
            Console.note("note: the run was begun with \(change)")
            writer.note("endpoint_changed", detail: change)
        }
        if let moved = manifest.settings.retrieval.flatMap({ retrieval?.movedAddress(since: $0) }) {
            Console.note("note: the run was begun with a search at \(moved.before), now \(moved.now)")
            writer.note("endpoint_changed", detail: "\(moved.before), now \(moved.now)")
        }
        var session = RunSession(suite: suite, file: writer, path: writer.path, assembly: assembly, display: display)
        session.retrieval = retrieval
        return try await session.carryOut()
    }

    /// Another wire form would be another request: half of a run would not be what the other half is.
    private func expectSameForms(_ uses: [Role: Manifest.ModelUse], as begun: [Role: Manifest.ModelUse]) throws {
        for (role, use) in uses.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let form = begun[role]?.form, let now = use.form, form != now else { continue }
            throw CommandFault(
                "\(file): was begun with \(use.name) in the form \(form), which is now \(now); put its 'kind' in "
                    + "assay.yaml back, then resume")
        }
    }

    private static func places(_ models: [Role: Manifest.ModelUse]) -> String {
        models.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value.name) at \($0.value.endpoint ?? "no endpoint")" }.joined(separator: ", ")
    }
}

extension Manifest {
    /// The models that a session asks.
    fileprivate var asked: [Role: ModelUse] {
        models.filter { !isFromElsewhere($0.key) && $0.key != .retriever }
    }
}
