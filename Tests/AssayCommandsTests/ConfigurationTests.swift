import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayCommands

struct ConfigurationTests {
    @Test func `the sample that the program documents parses`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Configuration.sample.utf8, to: "assay.yaml")
        let lab = try #require(try Configuration.read(named: file.string).endpoints["lab"])
        #expect(lab.baseURL == "https://models.example.org/v1")
        #expect(lab.keyVariable == "LAB_API_KEY")
        #expect(lab.maxConnections == 8)
        #expect(lab.requestsPerMinute == 300)
        #expect(lab.tokensPerMinute == 200_000)
        #expect(lab.timeout == 120)
        #expect(try Configuration.read(named: file.string).cache == "~/.cache/assay/responses.sqlite")
    }

    @Test func `a file without endpoints is an empty configuration`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("prices: {}".utf8, to: "assay.yaml")
        #expect(try Configuration.read(named: file.string) == Configuration())
    }

    @Test(arguments: [
        ("endpoints: [", "is not YAML at line"), ("endpoints: 3", "'endpoints' has a value of the wrong type"),
        ("endpoints: {lab: {kind: openai}}", "'endpoints.lab.base_url' is missing"),
        ("endpoints: {lab: {base_url: x, rpm: many}}", "'endpoints.lab.rpm' has a value of the wrong type"),
        (
            "endpoints: {lab: {base_url: x, kind: gemini}}",
            "endpoint 'lab': kind 'gemini' is none of openai, azure, anthropic, google"
        ),
        ("endpoints: {lab: {base_url: x, api_version: '1'}}", "'api_version' is for kind azure"),
        ("endpoints: {lab: {base_url: x, rpm: 0}}", "'rpm' is not above 0"),
        ("endpoints: {lab: {base_url: x, timeout: -1}}", "'timeout' is not above 0"),
    ])
    func `a faulty file is one line with its name and place`(_ text: String, _ words: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(text.utf8, to: "assay.yaml").string
        #expect {
            try Configuration.read(named: file)
        } throws: { error in
            let line = String(describing: error)
            return line.hasPrefix(file) && line.contains(words) && !line.contains("\n")
        }
    }

    @Test func `a file that is named but absent is an error, the usual one is not needed`() throws {
        #expect(throws: CommandFault.self) { try Configuration.read(named: "/no/such/assay.yaml") }
    }
}
