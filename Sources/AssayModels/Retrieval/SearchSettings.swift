import Foundation

/// How a search endpoint is asked, and where in its reply the passages stand.
public struct SearchSettings: Sendable {
    /// The name by which the user calls it.
    public var name: String
    /// Address, key, limits, time-out, proxies and certificates; the address is a template with `{query}` and, if it
    /// likes, `{limit}`.
    public var connection: EndpointSettings
    /// The header that carries the key; `Authorization` carries it as a bearer's.
    public var keyHeader: String
    /// The keys that lead to the list of results; none where the reply itself is the list.
    public var results: [String]
    /// The keys that lead, within a result, to each of its texts.
    public var texts: [[String]]
    /// The keys that lead, within a result, to where it is from; nil for a number alone.
    public var source: [String]?

    /// Settings of an endpoint.
    public init(
        name: String, connection: EndpointSettings, keyHeader: String = "Authorization", results: [String],
        texts: [[String]], source: [String]? = nil
    ) {
        self.name = name
        self.connection = connection
        self.keyHeader = keyHeader
        self.results = results
        self.texts = texts
        self.source = source
    }

    /// How long a search may take where nothing is said about it.
    public static let usualTimeout = Duration.seconds(30)

    /// The address for a query.
    func url(for query: String, limit: Int) -> String {
        connection.baseURL
            .replacingOccurrences(of: "{limit}", with: String(limit))
            .replacingOccurrences(
                of: "{query}", with: query.addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? "")
    }

    // RFC 3986: whatever else stands in a query is written as its bytes.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// The checked address of some query.
    func checkedURL() throws(EndpointError) -> BaseURL {
        guard connection.baseURL.contains("{query}") else { throw .invalidURL(reason: "has no place {query}") }
        let url = try BaseURL(self.url(for: "a", limit: 1))
        // What is searched for must not decide who is asked.
        guard try BaseURL(self.url(for: "b", limit: 1)).hasOrigin(of: url) else {
            throw .invalidURL(reason: "has {query} in its host")
        }
        guard connection.key == nil || url.isEncrypted || url.isLoopback else {
            throw .keyOverPlainHTTP(host: url.host)
        }
        return url
    }
}
