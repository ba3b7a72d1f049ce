/// Keeps answers so that an identical request is not paid for twice; runs and processes share it.
///
/// What goes wrong in it is never a run's fault: a cache that cannot be read has no answer, and one that cannot be
/// written keeps none.
public protocol ResponseCache: Sendable {
    /// The answer that an identical request once had, with its `cacheMark`; nil where there is none.
    func answer(to request: RequestKey) async -> Response?

    /// Takes an answer for whoever asks later; it does not wait for the disk.
    ///
    /// `dropped`: parameters that the endpoint had refused and that were left out of the request.
    func keep(_ answer: Response, to request: RequestKey, dropped: [String])
}

/// What makes two requests one and the same, so that one answer may serve both.
///
/// A trial, a juror and a round are draws of their own: without them three trials would be one answer three times, and a
/// jury of one model would always be unanimous.
public struct RequestKey: Sendable, Hashable {
    /// SHA-256 over all that follows.
    public let digest: Digest
    /// The model as the endpoint calls it.
    public let model: String
    /// Where the endpoint is.
    public let endpoint: String

    /// The key of a call at an endpoint.
    ///
    /// `wire`: the form in which the endpoint is asked, with a version that changes when the same prompt is sent otherwise.
    public init(_ call: Call, model: String, endpoint: String, wire: String) {
        self.model = model
        self.endpoint = endpoint
        var json = CanonicalJSON()
        json.object { json in
            json.member("endpoint") { $0.string(endpoint) }
            json.member("juror") { $0.number(call.place.juror) }
            json.member("model") { $0.string(model) }
            json.member("prompt") { $0.string(call.digest.hex) }
            json.member("round") { $0.number(call.place.round) }
            json.member("trial") { $0.number(call.place.trial) }
            json.member("wire") { $0.string(wire) }
        }
        digest = Digest(of: json.text)
    }
}

extension Response {
    /// Whether the response may stand for the answer to a later request.
    ///
    /// A block is not the model's answer, and a reply whose limit was used up before any text is none: a cache would make
    /// them last beyond their cause.
    public var mayBeCached: Bool { unanswered(rulesOnEmpty: true) == nil }
}
