import ArgumentParser
import AssayCore
import AssayModels
import Testing

@testable import AssayCommands

struct EndpointResolutionTests {
    @Test func `assay yaml overrides flags by endpoint`() throws {
        var connection = try ConnectionOptions.parse([])
        connection.maxConnections = 4
        connection.rpm = 10
        let lab = Configuration.Endpoint(baseURL: "http://127.0.0.1:1/v1", requestsPerMinute: 99)
        let settings = try resolution(connection, endpoints: ["lab": lab]).settings(for: "lab")
        #expect(settings.limits.maxConnections == 4)
        #expect(settings.limits.requestsPerMinute == 99)
        #expect(settings.timeout == .seconds(300))
    }

    @Test func `openai takes its base URL and key from the environment`() throws {
        let connection = try ConnectionOptions.parse([])
        let settings = try resolution(connection, environment: ["OPENAI_BASE_URL": "http://127.0.0.1:1/v1"])
            .settings(for: "openai")
        #expect(settings.baseURL == "http://127.0.0.1:1/v1")
        #expect(settings.key == nil)
        #expect(throws: CommandFault.self) { try resolution(connection).settings(for: "openai") }
        let official = try resolution(connection, environment: ["OPENAI_API_KEY": "k"]).settings(for: "openai")
        #expect(official.baseURL == "https://api.openai.com/v1")
    }

    @Test(arguments: [
        ("anthropic", EndpointKind.anthropic, "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "https://api.anthropic.com"),
        ("google", .google, "GEMINI_API_KEY", "GEMINI_BASE_URL", "https://generativelanguage.googleapis.com"),
        ("google", .google, "GOOGLE_API_KEY", "GOOGLE_GEMINI_BASE_URL", "https://generativelanguage.googleapis.com"),
        ("openai", .openai, "OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1"),
    ])
    func `each provider has its own variables`(
        provider: String, kind: EndpointKind, key: String, base: String, official: String
    ) throws {
        let connection = try ConnectionOptions.parse([])
        let settings = try resolution(connection, environment: [key: "k"]).settings(for: provider)
        #expect(settings.kind == kind && settings.baseURL == official && settings.key != nil)
        let other = try resolution(connection, environment: [base: "http://127.0.0.1:1"]).settings(for: provider)
        #expect(other.kind == kind && other.baseURL == "http://127.0.0.1:1" && other.key == nil)
        #expect {
            try resolution(connection).settings(for: provider)
        } throws: { String(describing: $0).contains("_API_KEY is not set") }
    }

    @Test func `an endpoint of the user's own says which form it speaks`() throws {
        let azure = Configuration.Endpoint(
            baseURL: "https://x.openai.azure.com", kind: "azure", apiVersion: "2024-10-21")
        let settings = try resolution(try ConnectionOptions.parse([]), endpoints: ["a": azure]).settings(for: "a")
        #expect(settings.kind == .azure)
        #expect(settings.baseURL == "https://x.openai.azure.com?api-version=2024-10-21")
    }

    @Test(arguments: ["azure", "lab"])
    func `a provider that is not there says what can be done`(_ provider: String) throws {
        #expect {
            try resolution(try ConnectionOptions.parse([])).settings(for: provider)
        } throws: { String(describing: $0).contains("assay.yaml") }
    }

    private func resolution(
        _ connection: ConnectionOptions, environment: [String: String] = [:],
        endpoints: [String: Configuration.Endpoint] = [:]
    ) -> EndpointResolution {
        EndpointResolution(
            .init(
                roles: [.target: "openai/x"], connection: connection, environment: environment,
                configuration: Configuration(endpoints: endpoints)))
    }
}
