import ArgumentParser
import AssayCore
import AssayReports
import Foundation

/// `assay models check`: asks a model small questions and prints what it can do.
struct ModelsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Ask a model small, harmless questions and print what it can do.",
        discussion: """
            About ten short calls: a text, a system prompt, a picture and a tone drawn by the program, a JSON schema, \
            a temperature, a seed, log-probabilities, a tool. 'yes' means that the endpoint took it; 'refused' that it \
            took the question only without that parameter; 'not in this form' that the provider's form has no place \
            for it, so that nothing was asked.

            Exit status 0, or 2 when the endpoint is out of reach, the key is wrong, or the model is unknown.

            Examples:
              assay models check anthropic/claude-opus-4-6
              assay models check lab/our-model --config assay.yaml --json
            """)

    @Argument(help: ArgumentHelp("The model: provider/name.", valueName: "model"))
    var model: String

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @Option(help: ArgumentHelp("Seconds that a call may take.", valueName: "s"))
    var timeout: Double = 120

    @Option(
        help: ArgumentHelp("Endpoints of your own (default: assay.yaml in the working directory).", valueName: "file"))
    var config: String?

    func validate() throws {
        guard timeout > 0, timeout.isFinite else { throw ValidationError("--timeout wants more than 0 seconds") }
    }

    func run() async throws {
        var connection = try ConnectionOptions.parse([])
        connection.maxConnections = 1
        connection.timeout = timeout
        connection.config = config
        let materials = ModelMaterials(
            roles: [.target: model], connection: connection, environment: ProcessInfo.processInfo.environment,
            configuration: try Configuration.read(named: config))
        let check = try await ModelAssembly.lend(materials) { assembly in
            try await assembly.check()
            return try await ModelCheck(assembly, name: model).carriedOut()
        }
        Console.result(json ? try check.json : check.text(width: Console.width))
    }
}
