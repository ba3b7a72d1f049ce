import Testing

@testable import AssayModels

struct BaseURLTests {
    @Test(arguments: [
        ("https://a.example/v1", "https://a.example/v1/models"),
        ("https://a.example/v1/", "https://a.example/v1/models"),
        ("https://a.example", "https://a.example/models"), ("HTTP://a.example:8000//", "http://a.example:8000/models"),
        ("https://a.example/x?api-version=1", "https://a.example/x/models?api-version=1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1/models"),
    ])
    func `resources are found below the base, whatever it ends with`(base: String, url: String) throws {
        #expect(try BaseURL(base).appending("models") == url)
    }

    @Test(arguments: [
        ("http://localhost:1", true), ("http://LOCALHOST", true), ("http://127.0.0.1", true),
        ("http://127.1.2.3", true),
        ("http://[::1]", true), ("http://x.localhost", true), ("http://127.0.0.1.example", false),
        ("http://localhost.example", false), ("http://192.168.0.1", false), ("http://0.0.0.0", false),
    ])
    func `only this machine itself is loopback`(url: String, isLoopback: Bool) throws {
        #expect(try BaseURL(url).isLoopback == isLoopback)
    }

    @Test func `the address for manifests has no query`() throws {
        #expect(try BaseURL("https://a.example/v1/?key=x").address == "https://a.example/v1")
    }

    @Test(arguments: [
        "", "a.example", "/v1", "mailto:a@example", "https://", "https://a.example/#x", "https://u@a.example",
    ])
    func `what is no base URL is refused`(text: String) {
        #expect(throws: EndpointError.self) { try BaseURL(text) }
    }

    @Test(arguments: [
        ("https://a.example", "https://a.example/m?v=1"), ("https://a.example/x?k=2", "https://a.example/x/m?k=2&v=1"),
    ])
    func `a query of the resource follows that of the base`(base: String, url: String) throws {
        #expect(try BaseURL(base).appending("m?v=1") == url)
    }

    @Test func `a base is asked what it ends with, holds and says in its query`() throws {
        let url = try BaseURL("https://a.example/openai/deployments/d/?api-version=1")
        #expect(url.endsWith("d") && !url.endsWith("v1"))
        #expect(url.holds("openai/deployments/") && !url.holds("deployments/x"))
        #expect(url.hasQuery("api-version") && !url.hasQuery("version"))
        #expect(BaseURL.part("a/b c?") == "a%2Fb%20c%3F")
    }
}
