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

    /// The URL of a resource below the base; a query of the base is kept, before one of the resource.
    func appending(_ resource: String) -> String {
        let parts = resource.split(separator: "?", maxSplits: 1)
        let queries = [query, parts.count > 1 ? String(parts[1]) : nil].compactMap(\.self).filter { !$0.isEmpty }
        return "\(prefix)/\(parts[0])\(queries.isEmpty ? "" : "?\(queries.joined(separator: "&"))")"
    }

    /// Whether the last part of the path is this one.
    func endsWith(_ part: String) -> Bool { prefix.hasSuffix("/\(part)") }

    /// Whether the path holds these parts.
    func holds(_ parts: String) -> Bool { prefix.contains("/\(parts)") }

    /// Whether the query of the base names a parameter.
    func hasQuery(_ name: String) -> Bool {
        query?.split(separator: "&").contains { $0.hasPrefix("\(name)=") } ?? false
    }

    /// A name as one part of a path.
    static func part(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: partCharacters) ?? name
    }

    private static let partCharacters = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@:")

    /// Whether scheme, host and port are those of another: what a key may be sent to.
    func hasOrigin(of other: BaseURL) -> Bool {
        isEncrypted == other.isEncrypted && host == other.host && port == other.port
    }

    /// The base without its query, for manifests.
    var address: String { prefix }

    private static func isLoopback(_ host: String) -> Bool {
        let bytes = host.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = bytes.count == 4 && bytes.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || (isAddress && bytes[0] == "127")
    }
}
