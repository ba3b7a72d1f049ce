import ArgumentParser
import AssayModels
import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayCommands

struct SearchEntryTests {
    private func entries(_ yaml: String) throws -> [String: SearchEntry] {
        let folder = try TemporaryFolder()
        return try Configuration.read(named: try folder.write(yaml.utf8, to: "assay.yaml").string).search
    }

    private func materials(_ environment: [String: String], timeout: String = "300") throws -> ModelMaterials {
        ModelMaterials(
            roles: [:], connection: try ConnectionOptions.parse(["--rpm", "7", "--timeout", timeout]),
            environment: environment,
            configuration: Configuration())
    }

    @Test func `the sample describes an endpoint`() throws {
        let entry = try #require(try entries(Configuration.sample)["library"])
        #expect(
            entry.url == "https://search.example.org/api?q={query}&n={limit}" && entry.text == ["title", "snippet"])
        let settings = try entry.settings(named: "library", materials(["LIBRARY_KEY": "k"]))
        #expect(settings.results == ["data", "items"] && settings.texts == [["title"], ["snippet"]])
        #expect(settings.source == ["link"] && settings.keyHeader == "X-Api-Key" && settings.connection.key != nil)
        #expect(settings.connection.timeout == .seconds(30) && settings.connection.limits.requestsPerMinute == 7)
        #expect(settings.connection.userAgent.hasPrefix("assay/"))
    }

    @Test func `little is needed, and a text alone is a list of one`() throws {
        let entry = try #require(
            try entries("search: {s: {url: 'https://h/{query}', text: page.body, timeout: 2}}")["s"])
        let settings = try entry.settings(named: "s", materials([:]))
        #expect(settings.results.isEmpty && settings.texts == [["page", "body"]] && settings.source == nil)
        #expect(settings.keyHeader == "Authorization" && settings.connection.key == nil)
        #expect(settings.connection.timeout == .seconds(2))
    }

    @Test func `--timeout bounds a search whose entry says nothing`() throws {
        let bare = try #require(try entries("search: {s: {url: 'https://h/{query}', text: t}}")["s"])
        let own = try #require(try entries("search: {s: {url: 'https://h/{query}', text: t, timeout: 9}}")["s"])
        #expect(try bare.settings(named: "s", materials([:])).connection.timeout == .seconds(30))
        #expect(try bare.settings(named: "s", materials([:], timeout: "2")).connection.timeout == .seconds(2))
        #expect(try own.settings(named: "s", materials([:], timeout: "2")).connection.timeout == .seconds(9))
    }

    @Test func `a key that is not set is told by its variable`() throws {
        let entry = try #require(try entries(Configuration.sample)["library"])
        let fault = CommandFault("search 'library': LIBRARY_KEY is not set; put the key into that variable")
        #expect(throws: fault) { try entry.settings(named: "library", materials([:])) }
    }

    @Test(arguments: [
        ("search: {s: {results: a}}", "'search.s.url' is missing"),
        ("search: {s: {url: x, result: a}}", "'search.s.result' has a value that is not allowed"),
        ("search: {s: {url: x, rpm: 0}}", "search 's': 'rpm' is not above 0"),
        ("search: {s: {url: x, timeout: 0}}", "search 's': 'timeout' is not above 0"),
        ("search: {s: {url: x, header: 'A b'}}", "search 's': 'header' is no name of a header"),
    ])
    func `a faulty entry is told by its place`(yaml: String, words: String) {
        do {
            _ = try entries(yaml)
            Issue.record("\(yaml) was taken")
        } catch {
            #expect("\(error)".contains(words), "\(error)")
        }
    }
}
