import Synchronization

/// The parameters that an endpoint may refuse and that a call can do without, in the provider's spelling.
enum OptionalParameter: String, Sendable, Hashable, CaseIterable, Comparable {
    case temperature
    case topP = "top_p"
    case seed
    case responseFormat = "response_format"
    case reasoningEffort = "reasoning_effort"
    case logprobs
    case topLogprobs = "top_logprobs"
    case detail
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
    // Anthropic's, where the spelling is another.
    case outputFormat = "output_config.format"
    case forcedTool = "tool_choice"
    case effort = "output_config.effort"
    // Gemini's.
    case nucleus = "topP"
    case responseJSONSchema = "responseJsonSchema"
    case responseSchema
    case responseLogprobs
    case thinkingLevel
    case thinkingBudget
    case mediaResolution

    static func < (left: OptionalParameter, right: OptionalParameter) -> Bool { left.rawValue < right.rawValue }

    /// What is tried in its place once it has been refused; nil where it is only left out.
    var substitute: OptionalParameter? {
        switch self {
        case .outputFormat: .forcedTool
        case .responseJSONSchema: .responseSchema
        case .thinkingLevel: .thinkingBudget
        default: nil
        }
    }

    /// Whether it is one of the two spellings of the answer limit.
    var isAnswerLimit: Bool { self == .maxTokens || self == .maxCompletionTokens }
}

/// What an endpoint has taught us about one of its models.
struct Adaptation: Sendable, Hashable {
    /// The spelling of the answer limit.
    var answerLimit: OptionalParameter
    /// What the endpoint refused; a limit that is swapped counts too.
    var refused: Set<OptionalParameter> = []

    /// Whether a parameter is still sent.
    func sends(_ parameter: OptionalParameter) -> Bool {
        parameter.isAnswerLimit ? parameter == answerLimit : !refused.contains(parameter)
    }

    /// The parameter itself, or what takes its place now; nil where all of them were refused.
    func current(_ parameter: OptionalParameter) -> OptionalParameter? {
        guard refused.contains(parameter) else { return parameter }
        return parameter.substitute.flatMap(current)
    }

    /// The adaptation after a refusal; nil where nothing is left to try.
    func refusing(_ parameter: OptionalParameter) -> Adaptation? {
        guard sends(parameter) else { return nil }
        var next = self
        next.refused.insert(parameter)
        switch parameter {
        case .maxTokens, .maxCompletionTokens:
            let other: OptionalParameter = parameter == .maxTokens ? .maxCompletionTokens : .maxTokens
            // An answer limit is never left out: both spellings refused is a rejection.
            guard !refused.contains(other) else { return nil }
            next.answerLimit = other
        case .logprobs, .topLogprobs: next.refused.formUnion([.logprobs, .topLogprobs])
        default: break
        }
        return next
    }
}

/// Remembers for one model of an endpoint what it refuses.
final class Adaptations: Sendable {
    // The lock guards every read and write of what is remembered.
    private let state: Mutex<Adaptation>

    init(answerLimit: OptionalParameter) {
        state = Mutex(Adaptation(answerLimit: answerLimit))
    }

    /// What is known now.
    var current: Adaptation { state.withLock { $0 } }

    /// Takes note of a refusal; whether the same call would now be sent otherwise than it was.
    func refused(_ parameter: OptionalParameter, sentWith sent: Adaptation) -> Bool {
        state.withLock { current in
            // Calls that were in flight together are refused together: the first of them has adapted already.
            if current.sends(parameter), let next = current.refusing(parameter) { current = next }
            return current != sent && !current.sends(parameter)
        }
    }
}

/// Remembers for each model of an endpoint what it refuses.
final class AdaptationMemory: Sendable {
    private let answerLimit: OptionalParameter
    // The lock guards every read and write of the dictionary.
    private let models = Mutex<[String: Adaptations]>([:])

    init(answerLimit: OptionalParameter) {
        self.answerLimit = answerLimit
    }

    /// What is remembered for a model, the same object for each asking.
    func adaptations(of model: String) -> Adaptations {
        models.withLock { models in
            if let known = models[model] { return known }
            let new = Adaptations(answerLimit: answerLimit)
            models[model] = new
            return new
        }
    }
}
