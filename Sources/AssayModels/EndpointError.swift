/// Why an endpoint cannot be used as it was set.
public enum EndpointError: Error, Sendable, Hashable {
    /// The base URL is none.
    case invalidURL(reason: String)
    /// A key would cross the network unencrypted.
    case keyOverPlainHTTP(host: String)
    /// The key has characters that no header can carry.
    case invalidKey
    /// A limit below 1, or no time at all.
    case invalidLimit(name: String, value: String)
    /// A proxy variable that cannot be read.
    case invalidProxy(variable: String)
    /// The file of certificates cannot be read.
    case unreadableCertificates(path: String)
}

extension EndpointError: CustomStringConvertible {
    /// What was wanted, what was found, and what to do.
    public var description: String {
        switch self {
        case .invalidURL(let reason):
            "the base URL \(reason); give one like https://host/v1"
        case .keyOverPlainHTTP(let host):
            "a key for \(host) would be sent over plain http; use https, or leave the key out"
        case .invalidKey:
            "the key has a line break or another character that no header can carry; check the environment"
        case .invalidLimit(let name, let value):
            "\(name) is \(value); give at least 1"
        case .invalidProxy(let variable):
            "\(variable) is not the URL of an http or socks5 proxy; give one like http://host:port"
        case .unreadableCertificates(let path):
            "\(path) holds no certificates in PEM form; check SSL_CERT_FILE"
        }
    }
}
