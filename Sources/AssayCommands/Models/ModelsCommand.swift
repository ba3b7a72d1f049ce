import ArgumentParser

/// `assay models`: what models can do.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "Say what the model behind an endpoint can do.",
        discussion: """
            Example:
              assay models check openai/gpt-4o
            """,
        subcommands: [ModelsCheckCommand.self])
}
