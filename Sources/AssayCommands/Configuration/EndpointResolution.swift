import AssayModels
import Foundation
import SystemPackage

/// Finds an endpoint's address, key, limits and way through the network from flags, environment and `assay.yaml`.
struct EndpointResolution {
    private let materials: ModelMaterials

    init(_ materials: ModelMaterials) {
        self.materials = materials
    }

    /// The settings of a provider.
    ///
    /// - Throws: `CommandFault` where the provider is unknown or its key is missing.
    func settings(for provider: String) throws -> EndpointSettings {
        if let endpoint = materials.configuration.endpoints[provider] {
            let key = try Key.of(endpoint, named: provider, environment: materials.environment)
            return settings(baseURL: endpoint.baseURL, key: key, endpoint: endpoint)
        }
        guard provider == "openai" else { throw CommandFault(Self.unknown(provider)) }
        let base = nonEmpty("OPENAI_BASE_URL") ?? Self.openAI
        let key = nonEmpty("OPENAI_API_KEY").map(Secret.init)
        guard key != nil || base != Self.openAI else {
            throw CommandFault("openai: OPENAI_API_KEY is not set; put the key into that variable")
        }
        return settings(baseURL: base, key: key, endpoint: nil)
    }

    private static let openAI = "https://api.openai.com/v1"

    private static func unknown(_ provider: String) -> String {
        switch provider {
        case "anthropic", "google":
            "provider '\(provider)' is not built yet; reach the model through an OpenAI-compatible endpoint in assay.yaml"
        default:
            "no endpoint is called '\(provider)'; use openai/NAME, sim/NAME, or name the endpoint in assay.yaml"
        }
    }

    private func settings(baseURL: String, key: Secret?, endpoint: Configuration.Endpoint?) -> EndpointSettings {
        let flags = materials.connection
        var limits = Limits()
        limits.maxConnections = endpoint?.maxConnections ?? flags.maxConnections ?? limits.maxConnections
        limits.requestsPerMinute = endpoint?.requestsPerMinute ?? flags.rpm
        limits.tokensPerMinute = endpoint?.tokensPerMinute ?? flags.tpm
        var settings = EndpointSettings(
            baseURL: baseURL, key: key, limits: limits, timeout: .seconds(endpoint?.timeout ?? flags.timeout),
            userAgent: "assay/\(Version.current)")
        settings.proxies = ProxySettings(environment: materials.environment)
        settings.certificateFile = nonEmpty("SSL_CERT_FILE").map { FilePath($0) }
        return settings
    }

    private func nonEmpty(_ variable: String) -> String? {
        materials.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    }
}
