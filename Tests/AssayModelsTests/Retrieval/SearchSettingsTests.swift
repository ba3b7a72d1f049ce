import Testing

@testable import AssayModels

struct SearchSettingsTests {
    private func settings(_ url: String, key: Secret? = nil) -> SearchSettings {
        SearchSettings(name: "library", connection: EndpointSettings(baseURL: url, key: key), results: [], texts: [])
    }

    @Test func `a query is written as its bytes wherever it could mean something`() {
        let url = settings("https://host/s?q={query}&n={limit}&again={query}").url(for: "锁 a&b=c/#%{limit}", limit: 5)
        let query = "%E9%94%81%20a%26b%3Dc%2F%23%25%7Blimit%7D"
        #expect(url == "https://host/s?q=\(query)&n=5&again=\(query)")
    }

    @Test(arguments: [
        ("https://host/s?q={query}", "https://host/s"),
        ("http://127.0.0.1:8080/{query}/find?k=1", "http://127.0.0.1:8080/a/find"),
    ])
    func `an address with a place for the query is taken`(url: String, address: String) throws {
        #expect(try settings(url).checkedURL().address == address)
    }

    @Test(arguments: [
        ("https://host/s?q=", "has no place {query}"), ("https://{query}.host/s", "has {query} in its host"),
        ("ftp://host/{query}", "is neither https nor http"),
        ("https://me:key@host/{query}", "holds a user name or a key"),
        ("{query}", "is neither https nor http"),
    ])
    func `any other address is refused`(url: String, reason: String) {
        #expect(throws: EndpointError.self) { try settings(url).checkedURL() }
    }

    @Test(arguments: [
        ("http://host/{query}", false), ("https://host/{query}", true), ("http://localhost/{query}", true),
    ])
    func `a key goes over https or to this machine alone`(url: String, isTaken: Bool) {
        let settings = settings(url, key: Secret("secret-key"))
        #expect(((try? settings.checkedURL()) != nil) == isTaken)
    }
}
