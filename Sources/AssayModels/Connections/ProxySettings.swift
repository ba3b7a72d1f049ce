import Foundation

/// Proxies as the environment names them.
public struct ProxySettings: Sendable, Hashable {
    /// A proxy that requests go through.
    struct Proxy: Sendable, Hashable {
        enum Kind: Sendable, Hashable {
            case http
            case socks
        }
        let kind: Kind
        let host: String
        let port: Int
        /// User name and password; never printed.
        let user: String?
        let password: String?
    }

    private let variables: [String: String]

    /// The proxy variables among an environment's; lower case wins over upper case.
    ///
    /// - Parameter environment: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY` count; the rest does not.
    public init(environment: [String: String]) {
        var variables: [String: String] = [:]
        for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"] {
            variables[name] = [environment[name.lowercased()], environment[name]].lazy.compactMap(\.self)
                .first { !$0.isEmpty }
        }
        self.variables = variables
    }

    /// The proxy for a URL; nil where it is reached directly.
    func proxy(for url: BaseURL) throws(EndpointError) -> Proxy? {
        guard !isExcluded(url) else { return nil }
        for name in [url.isEncrypted ? "HTTPS_PROXY" : "HTTP_PROXY", "ALL_PROXY"] {
            guard let value = variables[name] else { continue }
            guard let proxy = Self.parse(value) else { throw .invalidProxy(variable: name) }
            return proxy
        }
        return nil
    }

    /// Whether `NO_PROXY` names the host: a host, a suffix of it, either with a port, or `*`.
    private func isExcluded(_ url: BaseURL) -> Bool {
        (variables["NO_PROXY"] ?? "").split(whereSeparator: { $0 == "," || $0.isWhitespace }).contains { entry in
            guard entry != "*" else { return true }
            var (name, port) = Self.splitPort(entry.lowercased())
            if let port, port != url.port { return false }
            if name.hasPrefix("*.") { name.removeFirst(2) }
            if name.hasPrefix(".") { name.removeFirst() }
            return !name.isEmpty && (url.host == name || url.host.hasSuffix(".\(name)"))
        }
    }

    /// Splits `host:port`; an IPv6 address has its port only after brackets.
    private static func splitPort(_ entry: String) -> (name: String, port: Int?) {
        if entry.hasPrefix("["), let end = entry.firstIndex(of: "]") {
            let name = entry[entry.index(after: entry.startIndex)..<end]
            return (String(name), Int(entry[end...].dropFirst(2)))
        }
        let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let port = Int(parts[1]) else { return (entry, nil) }
        return (String(parts[0]), port)
    }

    private static func parse(_ value: String) -> Proxy? {
        let text = value.contains("://") ? value : "http://\(value)"
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else { return nil }
        let kind: Proxy.Kind
        switch parts.scheme?.lowercased() {
        case "http": kind = .http
        // The client speaks SOCKS without a user name, and TLS to a proxy not at all.
        case "socks5" where parts.user == nil, "socks5h" where parts.user == nil: kind = .socks
        default: return nil
        }
        return Proxy(
            kind: kind, host: host.trimmingCharacters(in: ["[", "]"]), port: parts.port ?? (kind == .http ? 80 : 1080),
            user: parts.user, password: parts.password)
    }
}
