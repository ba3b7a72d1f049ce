import Testing

@testable import AssayModels

struct ProxySettingsTests {
    private func proxy(_ environment: [String: String], for url: String) throws -> String? {
        let proxy = try ProxySettings(environment: environment).proxy(for: BaseURL(url))
        return proxy.map { "\($0.kind) \($0.host):\($0.port)" }
    }

    @Test(
        arguments: [
            (["HTTPS_PROXY": "http://p:3128"], "https://a.example", "http p:3128"),
            (["https_proxy": "http://q:1", "HTTPS_PROXY": "http://p:3128"], "https://a.example", "http q:1"),
            (["HTTPS_PROXY": "http://p:3128"], "http://a.example", nil),
            (["HTTP_PROXY": "p"], "http://a.example", "http p:80"),
            (["ALL_PROXY": "socks5://s"], "https://a.example", "socks s:1080"),
            (["HTTPS_PROXY": "", "ALL_PROXY": "http://p:1"], "https://a.example", "http p:1"),
            (["HTTPS_PROXY": "http://[::1]:3128"], "https://a.example", "http ::1:3128"),
            ([:], "https://a.example", nil),
        ] as [([String: String], String, String?)])
    func `the proxy is the one that the environment names for the scheme`(
        environment: [String: String], url: String, expected: String?
    ) throws {
        #expect(try proxy(environment, for: url) == expected)
    }

    @Test(arguments: [
        ("a.example", true), (".example", true), ("example", true), ("*.example", true), ("*", true),
        ("b.example, a.example", true), ("b.example a.example", true), ("A.EXAMPLE", true), ("a.example:8443", true),
        ("a.example:443", false), ("xample", false), ("a.example.com", false), ("", false), (".", false),
    ])
    func `hosts are left out by name, suffix, port or star`(list: String, isExcluded: Bool) throws {
        let environment = ["HTTPS_PROXY": "http://p:1", "NO_PROXY": list]
        #expect(try (proxy(environment, for: "https://a.example:8443/v1") == nil) == isExcluded)
    }

    @Test(arguments: ["127.0.0.1", "[::1]:8000", "::1"])
    func `addresses are left out too`(entry: String) throws {
        let url = entry.contains(":") ? "http://[::1]:8000" : "http://127.0.0.1:8000"
        #expect(try proxy(["HTTP_PROXY": "p", "no_proxy": entry], for: url) == nil)
    }

    @Test(arguments: ["https://p:1", "socks5://me:x@s", "://", "http://"])
    func `a proxy that cannot be used is refused by the name of its variable, without its value`(value: String) {
        #expect(throws: EndpointError.invalidProxy(variable: "HTTPS_PROXY")) {
            try proxy(["HTTPS_PROXY": value], for: "https://a.example")
        }
    }
}
