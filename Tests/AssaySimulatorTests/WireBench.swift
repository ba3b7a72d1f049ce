import AssayCore
import Testing

@testable import AssaySimulator

/// What the tests of the wire forms share: requests as text, and replies as text.
struct WireBench {
    let form: SimulatedForm
    let model: String?

    init(_ form: SimulatedForm) {
        self.form = form
        model = form == .gemini ? "mixed" : nil
    }

    /// The smallest request, with further members.
    func request(_ further: String = "", text: String = "12345678") throws -> WireRequest {
        let extra = further.isEmpty ? "" : ",\(further)"
        return switch form {
        case .openAI:
            try read(#"{"model":"mixed","messages":[{"role":"user","content":"\#(text)"}]\#(extra)}"#)
        case .anthropic:
            try read(
                #"{"model":"mixed","max_tokens":9,"messages":[{"role":"user","content":"\#(text)"}]\#(extra)}"#)
        case .gemini: try read(#"{"contents":[{"parts":[{"text":"\#(text)"}]}]\#(extra)}"#)
        }
    }

    func read(_ json: String) throws -> WireRequest {
        try form.spelling.request(try JSONValue(json.utf8), model: model)
    }

    /// What is wrong with a request; nil where nothing is.
    func problem(_ json: String) throws -> RequestProblem? {
        do {
            _ = try read(json)
            return nil
        } catch let problem as RequestProblem {
            return problem
        }
    }

    func text(_ reply: SimulatedReply, _ further: String = "") throws -> String {
        String(decoding: form.spelling.reply(reply, to: try request(further), number: 7).bytes, as: UTF8.self)
    }

    func error(_ error: WireError) -> String {
        String(decoding: form.spelling.error(error).bytes, as: UTF8.self)
    }
}
