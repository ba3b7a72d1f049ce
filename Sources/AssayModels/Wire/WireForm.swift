import AssayCore
import NIOCore

/// How one family of endpoints spells what is asked and what comes back.
///
/// A form knows nothing of connections, waits, or journals: it turns a prompt into bytes and bytes into what they mean.
protocol WireForm: Sendable {
    /// The spelling of the answer limit that is tried first.
    var answerLimit: OptionalParameter { get }
    /// The list of models, below the base URL: a cheap question that shows whether the key is taken.
    var modelList: String { get }

    /// Where a model is asked, below the base URL.
    func resource(of model: String) -> String
    /// The headers that carry the key, and those without which the endpoint does not answer.
    func headers(key: String?) -> [(name: String, value: String)]
    /// A request: media are read and encoded here, straight into the bytes that are sent.
    ///
    /// - Throws: what the form has no place for, before anything is sent.
    func body(
        of prompt: Prompt, model: String, adaptation: Adaptation, media: EncodedMedia
    ) throws(ModelError) -> WireBody
    /// The response in a reply with status 200, or why there is none.
    func response(in bytes: [UInt8], to sent: WireBody) -> Result<Response, ModelError>
    /// The tokens that a reply with status 200 states, an answer or not; nil where it states none.
    func usage(in bytes: [UInt8]) -> Usage?
    /// What a reply with any other status means.
    func failure(status: Int, bytes: [UInt8], to sent: WireBody) -> WireFailure
}

/// A request as it is sent.
struct WireBody: Sendable {
    /// The bytes that are sent, in order.
    let parts: [ByteBuffer]
    /// What is sent beside the messages, as JSON, for the journal.
    let parameters: String
    /// The optional parameters among it.
    let sent: Set<OptionalParameter>
    /// Parameters of the prompt that the form has no word for, in Assay's spelling.
    var absent: [String] = []
    /// Whether a picture or a sound is in it.
    var hasMedia = false
    /// The tool that carries a structured reply, where the form has no other way.
    var replyTool: String?
}

/// What a reply that is no answer means.
struct WireFailure: Sendable {
    /// Mostly a failure; an output filter that answers with an error is a filtered response.
    var outcome: Result<Response, ModelError>
    /// The parameter that the endpoint does not take, of those that were sent.
    var refused: OptionalParameter?
    /// The wait that the body asks for; a header goes before it.
    var wait: Duration?

    /// A reply that speaks of nothing else.
    init(_ outcome: Result<Response, ModelError>, refused: OptionalParameter? = nil, wait: Duration? = nil) {
        self.outcome = outcome
        self.refused = refused
        self.wait = wait
    }
}
