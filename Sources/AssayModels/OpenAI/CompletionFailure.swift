import AssayCore
import Foundation

/// A reply that is no answer, read as far as it can be.
///
/// The provider's message is looked at and then dropped: it may quote the prompt.
struct CompletionFailure {
    private let status: Int
    private let hasMedia: Bool
    private let error: ErrorBody?

    /// Reads whatever there is of an error body.
    ///
    /// - Parameters:
    ///   - status: of the reply.
    ///   - body: of the reply.
    ///   - hasMedia: whether the request had a picture or a sound, which the endpoint may not take.
    init(status: Int, body: [UInt8], hasMedia: Bool = false) {
        self.status = status
        self.hasMedia = hasMedia
        // A body that cannot be read says nothing; the status still does.
        error = (try? JSONValue(body)).map(ErrorBody.init)
    }

    /// Whether a filter of the provider stepped in.
    var isFinalBlock: Bool { !codes.isDisjoint(with: Self.blockCodes) || error?.isModerated == true }

    /// What the reply means.
    var outcome: Result<Response, ModelError> {
        if isFinalBlock {
            // DashScope has one code for both of its filters and says in the first word which of them it was.
            guard codes.isDisjoint(with: Self.inspectionCodes) || error?.message?.hasPrefix("Output") != true else {
                return .success(Response(text: "", stopReason: .filtered))
            }
            return .failure(.blockedInput(categories: error?.categories ?? []))
        }
        return .failure(failure)
    }

    private var failure: ModelError {
        if status == 413 || isTooLong { return .tooLong }
        switch status {
        case 401, 403: return .unauthorized(status: status)
        case 402: return .quotaExhausted
        case 404: return .notFound(code: code)
        case 429: return codes.isDisjoint(with: Self.quotaCodes) ? .rateLimited : .quotaExhausted
        case 408, 409, 500...: return .unavailable(status: status)
        default:
            if let code, code.contains("image") || code.contains("audio") {
                return .unsupported(what: "the medium as sent (\(code))")
            }
            if namesMedium { return .unsupported(what: "the medium as sent") }
            return .rejected(status: status, code: code)
        }
    }

    /// The optional parameter, of those that were sent, that the endpoint does not take.
    ///
    /// It is nil where the endpoint complains of something else.
    func refusedParameter(among sent: Set<OptionalParameter>) -> OptionalParameter? {
        guard status == 400 || status == 422, !isFinalBlock, !isTooLong else { return nil }
        let isRefusal = !codes.isDisjoint(with: Self.refusalCodes)
        let named = error?.parameter.flatMap(Self.parameter(path:))
        if let named, sent.contains(named), isRefusal || statedCode == nil { return named }
        guard let message = error?.message?.lowercased() else { return nil }
        guard isRefusal || Self.refusingWords.contains(where: message.contains) else { return nil }
        let words = Set(message.split { !($0.isLetter || $0 == "_") }.map(String.init))
        return sent.sorted().first { words.contains($0.rawValue) }
            ?? (sent.contains(.responseFormat) && words.contains("json_schema") ? .responseFormat : nil)
    }

    /// Reads `messages[1].content[0].image_url.detail` and `response_format.json_schema` as well as plain names.
    private static func parameter(path: String) -> OptionalParameter? {
        if let whole = OptionalParameter(rawValue: path) { return whole }
        let steps = path.split(separator: ".")
        if path.hasPrefix("response_format") { return .responseFormat }
        return steps.last == "detail" ? .detail : nil
    }

    private var codes: Set<String> {
        Set([error?.code, error?.type, error?.innerCode].compactMap { $0?.lowercased() })
    }

    /// The code where it is one; some servers repeat the status there.
    private var statedCode: String? { error?.code.flatMap { Int($0) == nil ? $0 : nil } }

    private var code: String? { statedCode?.safeCode ?? error?.type?.safeCode }

    /// vLLM says it in words alone.
    private var isTooLong: Bool {
        !codes.isDisjoint(with: Self.tooLongCodes)
            || (status == 400 && error?.message?.contains("maximum context length") == true)
    }

    /// Whether it speaks of the picture or the sound that was sent.
    ///
    /// Servers of text models say so in words alone, OpenAI by the path of the parameter under a code that says nothing:
    /// `invalid_value` at `messages[0].content[1].input_audio.format`.
    private var namesMedium: Bool {
        guard hasMedia, status == 400 || status == 422 else { return false }
        let texts = [error?.message, error?.parameter].compactMap { $0?.lowercased() }
        return Self.mediumWords.contains { word in texts.contains { $0.contains(word) } }
    }

    private static let mediumWords = [
        "multimodal", "image(s)", "audio(s)", "image_url", "input_audio", "image input", "audio input",
    ]
    private static let blockCodes: Set<String> = [
        "content_filter", "content_policy_violation", "invalid_prompt", "cyber_policy", "moderation_blocked",
        "responsibleaipolicyviolation", "data_inspection_failed", "datainspectionfailed",
    ]
    private static let inspectionCodes: Set<String> = ["data_inspection_failed", "datainspectionfailed"]
    private static let tooLongCodes: Set<String> = ["context_length_exceeded", "exceed_context_size_error"]
    private static let quotaCodes: Set<String> = ["insufficient_quota", "billing_hard_limit_reached"]
    private static let refusalCodes: Set<String> = ["unsupported_parameter", "unsupported_value", "unknown_parameter"]
    private static let refusingWords = [
        "support", "unrecognized", "unknown", "unexpected", "not permitted", "not allowed", "extra",
    ]
}

/// The fields of an error body, wherever a provider puts them.
private struct ErrorBody {
    private let root: JSONValue
    private let fields: JSONValue

    init(_ root: JSONValue) {
        self.root = root
        fields = root["error"].flatMap { $0.members == nil ? nil : $0 } ?? root
    }

    var message: String? {
        let plain = root["error"] == nil ? root["detail"]?.string : root["error"]?.string
        return fields["message"]?.string ?? plain ?? details
    }

    var type: String? { fields["type"]?.string }
    var parameter: String? { fields["param"]?.string }
    var code: String? { fields["code"]?.code }
    var innerCode: String? { fields["innererror"]?["code"]?.code }

    /// The categories that a filter names, of the prompt or of the answer.
    var categories: [String] {
        let results = [fields["innererror"], fields].flatMap { container in
            ["content_filter_result", "content_filter_results"].flatMap { container?[$0]?.filteredCategories ?? [] }
        }
        return Set(results).sorted() + reasons.compactMap { $0.replacing("/", with: ".").safeCode }
    }

    /// Whether a gateway's moderation stepped in, which may come with the status of a wrong key.
    var isModerated: Bool { !reasons.isEmpty }

    private var reasons: [String] { fields["metadata"]?["reasons"]?.elements?.compactMap(\.string) ?? [] }

    /// What FastAPI says of fields that it does not take.
    private var details: String? {
        root["detail"]?.elements?.map { detail in
            let places = detail["loc"]?.elements?.compactMap(\.code) ?? []
            return "\(detail["msg"]?.string ?? "") \(places.joined(separator: " "))"
        }.joined(separator: " ")
    }
}
