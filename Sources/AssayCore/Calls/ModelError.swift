/// Why a model gave no response.
///
/// No case carries a prompt, an answer, a header or a key; texts in it are ours or short codes of the provider.
public enum ModelError: Error, Sendable, Hashable, Codable {
    /// Too many requests or tokens a minute, also after the last retry.
    case rateLimited
    /// The endpoint was out of reach or overloaded, also after the last retry.
    case unavailable(status: Int?)
    /// No complete reply within the time limit.
    case timedOut
    /// A reply that is none: an error body with status 200, no choices, cut JSON.
    case malformed(what: String)

    /// The provider's input filter stepped in.
    case blockedInput(categories: [String])
    /// The endpoint refused this request for good.
    case rejected(status: Int, code: String?)
    /// The endpoint cannot take what was sent.
    case unsupported(what: String)
    /// The prompt does not fit.
    case tooLong
    /// The search that the answer was to rest on failed; `isResumable`: whether a resumed run searches again.
    case retrieval(what: String, isResumable: Bool)
    /// Results that come from elsewhere hold no reply to this call.
    case missing
    /// Results that come from elsewhere hold an error message where a reply should be.
    case errorText

    /// The account's quota is used up.
    case quotaExhausted
    /// The key is missing, wrong or revoked.
    case unauthorized(status: Int)
    /// The endpoint knows no such model or path.
    case notFound(code: String?)
    /// A medium is no longer what it was when the run was planned.
    case mediaChanged(path: String)
    /// So many calls in a row ended without any word from the endpoint, each after its last retry.
    case outage(calls: Int)
    /// A reply came but could not be stored.
    case notSaved

    /// Not asked, because the run is ending; not a result at all.
    case cancelled

    /// Whether the run cannot go on; what is stored stays, and nothing is ruled on this call.
    public var stopsTheRun: Bool {
        switch self {
        case .quotaExhausted, .unauthorized, .notFound, .mediaChanged, .outage, .notSaved, .cancelled: true
        default: false
        }
    }

    /// Whether a resumed run asks again.
    ///
    /// A final failure never is: asking a blocked prompt again is best-of-n.
    public var isResumable: Bool {
        switch self {
        case .rateLimited, .unavailable, .timedOut, .malformed: true
        case .blockedInput, .rejected, .unsupported, .tooLong, .missing, .errorText: false
        case .retrieval(_, let isResumable): isResumable
        case .quotaExhausted, .unauthorized, .notFound, .mediaChanged, .outage, .notSaved, .cancelled: true
        }
    }

    /// The failure of a search as the failure of the call that was to rest on it.
    ///
    /// A search stops a run only where its key is refused, or where nothing was asked or saved at all.
    public var asFailedSearch: ModelError {
        switch self {
        case .retrieval, .unauthorized, .cancelled, .notSaved: self
        default: .retrieval(what: description, isResumable: isResumable)
        }
    }

    /// The outcome of the record; nil where the call is not a result and the record stays pending.
    public var reason: UnansweredReason? {
        switch self {
        case .rateLimited: .rateLimited
        case .unavailable: .unavailable
        case .timedOut: .timedOut
        case .malformed: .malformed
        case .blockedInput: .blockedInput
        case .rejected: .rejected
        case .unsupported: .unsupported
        case .tooLong: .tooLong
        case .retrieval: .retrieval
        case .missing: .missing
        case .errorText: .errorText
        case .quotaExhausted, .unauthorized, .notFound, .mediaChanged, .outage, .notSaved, .cancelled: nil
        }
    }
}

extension ModelError: CustomStringConvertible {
    /// What happened, for an error line.
    public var description: String {
        switch self {
        case .rateLimited: "the endpoint limits the rate; lower --max-connections or set --rpm and --tpm"
        case .unavailable(let status?): "the endpoint is unavailable (HTTP \(status))"
        case .unavailable(nil): "the endpoint is out of reach"
        case .timedOut: "no complete reply in time; raise --timeout"
        case .malformed(let what): "the reply is malformed: \(what)"
        case .blockedInput(let categories):
            "the provider's filter blocked the prompt"
                + (categories.isEmpty ? "" : " (\(categories.joined(separator: ", ")))")
        case .rejected(let status, let code):
            "the endpoint rejected the request (HTTP \(status)\(code.map { ", \($0)" } ?? ""))"
        case .unsupported(let what): "the endpoint does not take \(what)"
        case .tooLong: "the prompt is too long for the model"
        case .retrieval(let what, _): "the search failed: \(what)"
        case .missing: "there is no stored reply"
        case .errorText: "there is an error message where a reply should be"
        case .quotaExhausted: "the account's quota is used up; add to it, then resume the run"
        case .unauthorized(let status): "the key is missing, wrong or revoked (HTTP \(status)); check the environment"
        case .notFound(let code):
            "the endpoint knows no such model or path\(code.map { " (\($0))" } ?? ""); check the model's name and the base URL"
        case .mediaChanged(let path): "\(path) has changed since the run was planned; put the file back, then resume"
        case .outage(let calls):
            "the endpoint was out of reach or overloaded for \(calls) calls in a row; wait until it answers again"
        case .notSaved: "a reply could not be stored"
        case .cancelled: "not asked: the run is ending"
        }
    }
}
