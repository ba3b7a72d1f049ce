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
            """)

    @Argument(help: "The run file.")
    var file: String

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
            roles: manifest.models.filter { !manifest.isFromElsewhere($0.key) }.mapValues(\.name),
            connection: connection,
            environment: ProcessInfo.processInfo.environment,
            configuration: try Configuration.read(named: connection.config),
            caps: connection.cap.caps(after: manifest.options))
        throw try await ModelAssembly.lend(materials) { assembly in
            try expectSameForms(assembly.uses, as: manifest.models)
            try assembly.checkCaps(under: manifest.settings)
            let writer = try RunWriter.open(path, acceptMissingWAL: acceptMissingWal)
            do {
                if retryUnjudged {
                    let count = try await UnjudgedRetry(suite: suite, file: writer).open()
                    Console.note("judging \(count) records again")
                }
                // A run with nothing left to ask needs no endpoint.
                if try !writer.unfinished(after: 0, limit: 1).isEmpty {
                    try await assembly.check()
                    try await ConfidenceCheck(of: suite, by: assembly, under: manifest.settings).ask()
                }
            } catch {
                try await writer.close(complete: false)
                throw error
            }
            let asked = manifest.models.filter { !manifest.isFromElsewhere($0.key) }
            if Self.places(assembly.uses) != Self.places(asked) {
                // The same models elsewhere: a server that was started anew on another port.
                let change = "\(Self.places(asked)), now \(Self.places(assembly.uses))"
                Console.note("note: the run was begun with \(change)")
                writer.note("endpoint_changed", detail: change)
            }
            let session = RunSession(suite: suite, file: writer, path: path, assembly: assembly, display: display)
            return try await session.carryOut()
        }
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
