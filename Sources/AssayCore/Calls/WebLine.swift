/// Anything that fetches from the web: one exchange at a time, redirects not followed.
///
/// Who asks decides what a status means and what is asked next; a key, its origin, proxies and certificates are the
/// line's own.
public protocol WebLine: Sendable {
    /// Sends one GET request; the body arrives as it is read.
    func get(_ request: WebRequest) async throws(WebFailure) -> WebReply
    /// How long to wait before the same is asked again; nil where that makes no sense, or was tried often enough.
    ///
    /// `number`: how often in a row it has failed, from 1.
    func wait(after failure: WebFailure, number: Int, asking url: String) -> Duration?
}

/// One GET request.
public struct WebRequest: Sendable, Hashable {
    /// The whole URL.
    public var url: String
    /// Headers by name; keys and the program's name are added by the line.
    public var headers: [String: String]

    /// A request.
    public init(url: String, headers: [String: String] = [:]) {
        self.url = url
        self.headers = headers
    }
}

/// A reply of any status but those that pass by themselves.
public struct WebReply: Sendable {
    /// The status.
    public let status: Int
    /// By lower-case name; the last of several of a name.
    public let headers: [String: String]
    /// The body, piece by piece; it throws a `WebFailure` where it breaks off.
    public let body: any AsyncSequence<[UInt8], any Error> & Sendable

    /// A reply.
    public init(status: Int, headers: [String: String], body: any AsyncSequence<[UInt8], any Error> & Sendable) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why an exchange gave nothing that could be used.
public enum WebFailure: Error, Sendable, Hashable {
    /// The server cannot answer now (408, 429, 5xx); the wait that it asks for, if any.
    case busy(status: Int, wait: Duration?)
    /// No connection, or one that broke.
    case broken
    /// Nothing came for too long.
    case timedOut
    /// What came is no HTTP.
    case malformed(what: String)
    /// The request cannot be sent at all.
    case invalid(reason: String)
    /// The user ended it.
    case cancelled
}
