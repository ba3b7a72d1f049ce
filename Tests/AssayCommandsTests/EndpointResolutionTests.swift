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

    @Test(arguments: ["anthropic", "google", "lab"])
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
