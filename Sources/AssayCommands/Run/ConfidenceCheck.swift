import AssayCore
import AssayModels

/// Whether the target gives log-probabilities: found out before the first sample of a run that rests on them.
///
/// Without it a run would end with every answer paid for and none with a confidence: many endpoints take the parameter and
/// silently give nothing.
struct ConfidenceCheck {
    private let assembly: ModelAssembly
    private let settings: Settings
    private let isNeeded: Bool
    private let asksForConfidence: Bool

    /// Nothing is checked where the settings do not ask for log-probabilities.
    init(of suite: some Suite, by assembly: ModelAssembly, under settings: Settings) {
        self.assembly = assembly
        self.settings = settings
        isNeeded = settings.confidence == .logprobs
        asksForConfidence = suite.asksForConfidence
    }

    private var name: String { assembly.uses[.target]?.name ?? "the target" }

    /// What to do instead.
    private var remedy: String {
        asksForConfidence
            ? "name another model, or have the model state its confidence with --confidence stated"
            : "name another model, or leave --confidence out; --confidence stated is for suites whose prompts ask for it"
    }

    /// Refuses a form that has no place for log-probabilities; asks nobody.
    func checkForm() throws {
        guard isNeeded, let kind = assembly.kind(of: .target), !kind.takesLogprobs else { return }
        throw CommandFault(
            "\(name) gives no log-probabilities (the form \(kind.rawValue) has no place for them); \(remedy)")
    }

    /// Asks the target a small question with the parameters of the run, once.
    ///
    /// - Throws: `CommandFault` where no log-probabilities come, or where nothing can be asked.
    func ask() async throws {
        guard isNeeded else { return }
        let journal = CheckJournal()
        guard let model = assembly.model(for: .target, journal: journal) else { return }
        let prompt = Prompt(
            system: settings.system, turns: [Turn(.user, [.text(Self.question)])], parameters: settings.target)
        let response: Response
        do throws(ModelError) {
            response = try await model.respond(
                to: Call(.init(sample: "a question", trial: 1, role: .target), prompt: prompt))
        } catch {
            switch error {
            case .unsupported, .rejected: throw refusal(error.description)
            case _ where error.stopsTheRun: throw CommandFault("\(name): \(error.description)")
            default:
                return Console.note(
                    "note: whether \(name) gives log-probabilities could not be found out: \(error.description)")
            }
        }
        let dropped = journal.lastAttempt?.dropped.filter { $0.lowercased().contains("logprobs") } ?? []
        guard let tokens = response.logprobs, !tokens.isEmpty else {
            throw refusal(
                dropped.isEmpty
                    ? "none came with the answer"
                    : "its endpoint refuses \(dropped.sorted().joined(separator: " and "))")
        }
        guard tokens.contains(where: { !$0.top.isEmpty }) else {
            throw refusal("they came without the other tokens that were likely, so that no letter but its own is known")
        }
    }

    private func refusal(_ why: String) -> CommandFault {
        CommandFault("\(name) gives no log-probabilities: asked before the first sample, \(why); \(remedy)")
    }

    /// In the form of a multiple-choice sample, so that a persona that answers those answers it.
    private static var question: String {
        "问题：熟透的柠檬是什么颜色？\n(A) 黄色\n(B) 蓝色\n请只回答选项的字母。"
    }
}

extension ConfidenceSource {
    /// How many of the likeliest tokens are asked for: as many as the publication does (PROTOCOLS 4.2).
    static let alternatives = 5

    /// Refuses a suite whose answers cannot have this confidence.
    func check(fits suite: some Suite) throws {
        let stated = "ask the model for it with --confidence stated"
        switch self {
        case .logprobs where !suite.isMultipleChoice:
            throw CommandFault(
                "suite \(suite.name) asks for no letters, and --confidence logprobs is read from a letter's token; "
                    + (suite.asksForConfidence ? stated : "leave --confidence out"))
        case .stated where !suite.asksForConfidence:
            throw CommandFault(
                "suite \(suite.name) has no prompt that asks how sure the model is, as --confidence stated needs; "
                    + (suite.isMultipleChoice
                        ? "read it from the tokens with --confidence logprobs" : "leave --confidence out"))
        default: break
        }
    }
}
