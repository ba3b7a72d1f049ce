import AssayCore

/// Whether the target can ask for a search by a tool: found out before the first sample of an active run.
///
/// Without it a model whose endpoint takes no tools would never be offered a search, or every call would fail.
struct ToolCheck {
    private let assembly: ModelAssembly
    private let name: String
    private let words: SearchWords

    init(_ assembly: ModelAssembly, name: String, words: SearchWords) {
        self.assembly = assembly
        self.name = name
        self.words = words
    }

    /// The form in which the target is offered a search; one in process takes tools and is not asked.
    ///
    /// - Throws: `CommandFault` where nothing can be asked.
    func form(under settings: Settings) async throws -> Retrieval.Form {
        guard assembly.kind(of: .target) != nil,
            let model = assembly.model(for: .target, journal: CheckJournal())
        else { return .tool }
        return try await form(of: model, under: settings)
    }

    /// The form that a model takes.
    func form(of model: any Model, under settings: Settings) async throws -> Retrieval.Form {
        let question = Prompt(turns: [Turn(.user, [.text(words.probe)])], parameters: settings.target)
        let place = Call.Place(sample: "a tool", trial: 1, role: .target)
        do throws(ModelError) {
            let response = try await model.respond(to: Call(place, prompt: words.offering(question, as: .tool)))
            guard response.toolCalls.isEmpty else { return .tool }
            return inWords("asked for no tool when it was tried with one question")
        } catch {
            guard !error.stopsTheRun else { throw CommandFault("\(name): \(error.description)") }
            return inWords("took no tool when it was tried with one question (\(error.description))")
        }
    }

    private func inWords(_ what: String) -> Retrieval.Form {
        Console.note("note: \(name) \(what); it is offered the search in words, and asks for it as JSON")
        return .text
    }
}
