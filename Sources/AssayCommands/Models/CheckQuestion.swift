import AssayCore
import AssayDatasets
import AssayModels

/// One small question of a check: what is asked for, and how an answer shows that it was taken.
enum CheckQuestion: String, CaseIterable, Sendable {
    case text
    case systemPrompt = "system prompt"
    case image
    case audio
    case schema = "JSON schema"
    case temperature
    case seed
    case logprobs = "log-probabilities"
    case tools

    /// The most tokens of an answer: a model that reasons needs room.
    static let answerTokens = 2048

    /// Whether a form has a place for it; nil for a model in process.
    func isIn(_ kind: EndpointKind?) -> Bool {
        guard let kind else { return true }
        switch self {
        case .image: return kind.takes(.png)
        case .audio: return kind.takes(.wav)
        case .seed: return kind.takesSeed
        case .logprobs: return kind.takesLogprobs
        default: return true
        }
    }

    /// What is sent.
    var prompt: Prompt {
        var parameters = Parameters()
        parameters.answerTokens = Self.answerTokens
        var prompt = Prompt(turns: [Turn(.user, content)], parameters: parameters)
        switch self {
        case .systemPrompt: prompt.system = "Answer in English, in one short sentence."
        case .schema: prompt.replySchema = Self.colourSchema
        case .temperature: prompt.parameters.temperature = 0
        case .seed: prompt.parameters.seed = 1
        case .logprobs: prompt.parameters.logprobs = 3
        case .tools: prompt.tools = [Self.weatherTool]
        case .text, .image, .audio: break
        }
        return prompt
    }

    private var content: [Content] {
        switch self {
        case .text, .temperature, .seed, .logprobs: [.text("Reply with the word: ready")]
        case .systemPrompt: [.text("What is a padlock for?")]
        case .image: Self.medium(Self.picture).map { [.image($0), .text("Which colour fills this picture?")] } ?? []
        case .audio:
            Self.medium(Tone(pitch: 440, length: 4000).wav).map { [.audio($0), .text("What do you hear?")] } ?? []
        case .schema: [.text("Which colour has a ripe lemon? Reply as JSON with the key colour.")]
        case .tools: [.text("What is the weather in Berne now? Use the tool.")]
        }
    }

    private static func medium(_ bytes: [UInt8]) -> Media? { Media(embedding: bytes) }

    /// A red square.
    private static var picture: [UInt8] {
        IndexedPicture(width: 64, height: 64, palette: [.init(220, 20, 20)]).png
    }

    private static let colourSchema = ReplySchema(
        name: "colour",
        json: """
            {"type":"object","properties":{"colour":{"type":"string"}},"required":["colour"],\
            "additionalProperties":false}
            """)
    private static let weatherTool = Tool(
        name: "weather", description: "The weather in a town now.",
        parameters: #"{"type":"object","properties":{"town":{"type":"string"}},"required":["town"]}"#)

    /// What is missing in an answer that came; nil where nothing is.
    func lack(in response: Response) -> String? {
        switch response.stopReason {
        case .filtered: return "the provider's filter stepped in"
        case .length where response.isEmpty: return "\(Self.answerTokens) tokens were used up before any text"
        default: break
        }
        switch self {
        case .logprobs: return response.logprobs?.isEmpty ?? true ? "taken, but none came" : nil
        case .tools: return response.toolCalls.isEmpty ? "taken, but the model asked for none" : nil
        case .schema: return isOfSchema(response.text) ? nil : "the reply is not of the form"
        default: return response.isEmpty ? "an empty answer" : nil
        }
    }

    private func isOfSchema(_ text: String) -> Bool {
        (try? JSONValue(text.utf8))?["colour"]?.string != nil
    }
}
