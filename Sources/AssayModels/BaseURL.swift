import Foundation

/// A base URL that has been checked.
struct BaseURL: Sendable, Hashable {
    let isEncrypted: Bool
    /// Lower case, an IPv6 address without brackets.
    let host: String
    let port: Int
    /// Whether the key stays on this machine.
    let isLoopback: Bool
    private let prefix: String
    private let query: String?

    init(_ text: String) throws(EndpointError) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else {
            throw .invalidURL(reason: "is not a URL")
        }
        guard scheme == "https" || scheme == "http" else { throw .invalidURL(reason: "is neither https nor http") }
        guard let encodedHost = parts.percentEncodedHost, !encodedHost.isEmpty else {
            throw .invalidURL(reason: "names no host")
        }
        guard parts.user == nil, parts.password == nil else { throw .invalidURL(reason: "holds a user name or a key") }
        guard parts.fragment == nil else { throw .invalidURL(reason: "has a fragment") }
        isEncrypted = scheme == "https"
        host = encodedHost.lowercased().trimmingCharacters(in: ["[", "]"])
        port = parts.port ?? (isEncrypted ? 443 : 80)
        isLoopback = Self.isLoopback(host)
        query = parts.percentEncodedQuery
        var path = parts.percentEncodedPath[...]
        while path.hasSuffix("/") { path.removeLast() }
        let explicitPort = parts.port.map { ":\($0)" } ?? ""
        prefix = "\(scheme)://\(encodedHost)\(explicitPort)\(path)"
    }

    /// The URL of a resource below the base; a query of the base is kept.
    func appending(_ resource: String) -> String {
        "\(prefix)/\(resource)\(query.map { "?\($0)" } ?? "")"
    }

    /// The base without its query, for manifests.
    var address: String { prefix }

    private static func isLoopback(_ host: String) -> Bool {
        let bytes = host.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = bytes.count == 4 && bytes.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || (isAddress && bytes[0] == "127")
    }
}
