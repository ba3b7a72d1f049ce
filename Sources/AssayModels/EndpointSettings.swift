public import SystemPackage

/// Where an endpoint is and how it may be used.
public struct EndpointSettings: Sendable {
    /// `https://host/v1`: what the paths of the form are appended to.
    public var baseURL: String
    /// The wire form that is spoken there.
    public var kind: EndpointKind
    /// Sent in the header that the form has for it; nil for endpoints that want none.
    public var key: Secret?
    /// How much may be asked at once and in a minute.
    public var limits: Limits
    /// From sending a request to the last byte of its reply.
    public var timeout: Duration
    /// Whether and how requests go through a proxy.
    public var proxies: ProxySettings
    /// Certificates to trust instead of the system's, in PEM form.
    public var certificateFile: FilePath?
    /// The program and its version, sent as `User-Agent`.
    public var userAgent: String
    /// Rules the jitter of waits before another attempt.
    public var seed: Int

    /// Settings with the limits and the time-out of a run that sets none.
    public init(
        baseURL: String, kind: EndpointKind = .openai, key: Secret? = nil, limits: Limits = Limits(),
        timeout: Duration = .seconds(300), userAgent: String = "assay"
    ) {
        self.baseURL = baseURL
        self.kind = kind
        self.key = key
        self.limits = limits
        self.timeout = timeout
        self.proxies = ProxySettings(environment: [:])
        self.certificateFile = nil
        self.userAgent = userAgent
        self.seed = 1
    }
}

/// How much an endpoint may be asked.
public struct Limits: Sendable, Hashable {
    /// Calls at once at the beginning, where nothing is said about them.
    public static let usualStart = 20
    /// The most calls at once, where nothing is said about them: below the thousand files that a process may usually open.
    public static let usualCeiling = 512

    /// The most calls at once, at least 1, and how many there are at the beginning; nil to find out what the endpoint takes.
    public var maxConnections: Int?
    /// Requests in any minute; nil for no limit.
    public var requestsPerMinute: Int?
    /// Tokens in any minute, prompts and answers together; nil for no limit.
    public var tokensPerMinute: Int?

    /// Limits; what is left out is not limited.
    public init(maxConnections: Int? = nil, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil) {
        self.maxConnections = maxConnections
        self.requestsPerMinute = requestsPerMinute
        self.tokensPerMinute = tokensPerMinute
    }

    /// Calls at once at the beginning.
    public var start: Int { maxConnections ?? Self.usualStart }
    /// The most calls at once.
    public var ceiling: Int { maxConnections ?? Self.usualCeiling }
}
