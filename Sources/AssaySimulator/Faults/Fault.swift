/// One way in which an attempt goes wrong; the value is its key in a specification.
public enum Fault: String, Sendable, Hashable, CaseIterable {
    // The order decides which draw is which fault: new ones go to the end.
    /// Status 429.
    case rateLimited = "429"
    /// Status 500.
    case broken = "500"
    /// A connection that ends in the middle of the reply.
    case cut
    /// A complete reply whose JSON is not.
    case malformed
    /// A connection that is reset before any reply.
    case reset
    /// No reply at all, until the client gives up.
    case hang
    /// Status 503.
    case unavailable = "503"
    /// Status 529.
    case overloaded = "529"
    /// A gateway's page in HTML, with status 502.
    case gatewayPage = "502"
    /// An error body with status 200.
    case errorWithStatus200 = "error-200"
    /// A reply without anything where the answer should be.
    case emptyChoices = "empty-choices"
    /// Half of the reply, and then nothing until the client gives up.
    case hangingBody = "hang-body"
    /// A connection that is reset at some byte of the reply.
    case resetBody = "reset-body"
    /// All of the JSON under a `Content-Length` that promises more, and then the end of the connection.
    case tooLongLength = "length-long"
    /// All of the JSON under a `Content-Length` of half of it.
    case tooShortLength = "length-short"
    /// A reply that is not UTF-8.
    case invalidUTF8 = "invalid-utf8"
    /// A redirect to another path.
    case redirect
    /// The answer, in pieces with pauses between them.
    case slow
    /// The answer, in 20 MB.
    case huge
    /// The answer, with members that stand twice.
    case duplicateFields = "duplicate-fields"
    /// The answer, with members that no documentation knows.
    case unknownFields = "unknown-fields"
    /// The answer, under the name of another model.
    case wrongModel = "wrong-model"

    /// What a client has to make of an attempt.
    public enum Meaning: Sendable, Hashable {
        /// The answer as without the fault.
        case answered
        /// Ask again.
        case askAgain
        /// Nothing comes: ask again after the client's own time limit.
        case timedOut
        /// The base URL is not where the models are; asking again is of no use.
        case rejected
    }

    /// What a client has to make of it.
    public var meaning: Meaning {
        switch self {
        case .slow, .huge, .duplicateFields, .unknownFields, .wrongModel: .answered
        case .hang, .hangingBody: .timedOut
        case .redirect: .rejected
        case .rateLimited, .broken, .cut, .malformed, .reset, .unavailable, .overloaded, .gatewayPage,
            .errorWithStatus200, .emptyChoices, .resetBody, .tooLongLength, .tooShortLength, .invalidUTF8:
            .askAgain
        }
    }
}
