import AssayCore

/// Reads the requests of one form strictly, and writes its replies.
///
/// The keys are spelled here once more, apart from the clients, so that a client's wrong key shows.
protocol Spelling: Sendable {
    /// What a request asks for; `model` is given where the path names it.
    func request(_ body: JSONValue, model: String?) throws(RequestProblem) -> WireRequest

    /// The reply of a persona.
    func reply(_ reply: SimulatedReply, to request: WireRequest, number: UInt64) -> WireReply

    /// A refusal or a failure.
    func error(_ error: WireError) -> WireReply

    /// The list of models.
    func models(_ names: [String]) -> WireReply
}

/// A request of any form, read.
struct WireRequest: Sendable, Hashable {
    /// As the request or its path names it.
    var model: String
    /// What a persona sees.
    var request: SimulatedRequest
    /// How many alternatives to each token are asked for; nil where no log-probabilities are.
    var logprobs: Int?
    /// The optional parameters that were sent, in the form's spelling without what encloses them.
    var parameters: Set<String> = []
    /// The types of the media, as they were declared.
    var mediaTypes: [String] = []
    /// Whether the request came by Azure's path.
    var isAzure = false
}

/// Why a request is not answered, in no provider's words.
enum WireError: Sendable, Hashable {
    /// Something in the request is wrong.
    case invalid(RequestProblem)
    /// The key is missing or wrong.
    case unauthorized
    /// The key may not do this.
    case forbidden
    /// No model of that name.
    case unknownModel(String)
    /// The body is too large to be read.
    case tooLarge
    /// The prompt does not fit the model.
    case tooLong
    /// Too much at once or in a minute.
    case rateLimited
    /// Nothing is left of what was paid for.
    case quotaExhausted
    /// Something must be paid first.
    case paymentRequired
    /// The server fails with a status of its own.
    case failing(status: Int)
}
