import AssayModels
import Testing

struct EndpointErrorTests {
    @Test(arguments: [
        (
            EndpointError.invalidURL(reason: "names no host"),
            "the base URL names no host; give one like https://host/v1"
        ),
        (
            .keyOverPlainHTTP(host: "a.example"),
            "a key for a.example would be sent over plain http; use https, or leave the key out"
        ),
        (
            .invalidKey,
            "the key has a line break or another character that no header can carry; check the environment"
        ),
        (.invalidLimit(name: "--rpm", value: "0"), "--rpm is 0; give at least 1"),
        (
            .invalidProxy(variable: "HTTPS_PROXY"),
            "HTTPS_PROXY is not the URL of an http or socks5 proxy; give one like http://host:port"
        ),
        (
            .unreadableCertificates(path: "roots.pem"),
            "roots.pem holds no certificates in PEM form; check SSL_CERT_FILE"
        ),
    ])
    func `an error says what, where, and what to do`(error: EndpointError, description: String) {
        #expect(error.description == description)
    }
}
