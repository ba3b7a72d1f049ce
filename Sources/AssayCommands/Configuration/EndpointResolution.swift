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
            let kind = endpoint.kind.flatMap(EndpointKind.init) ?? .openai
            var baseURL = endpoint.baseURL
            if let version = endpoint.apiVersion {
                baseURL += "\(baseURL.contains("?") ? "&" : "?")api-version=\(version)"
            }
            return settings(baseURL: baseURL, kind: kind, key: key, endpoint: endpoint)
        }
        guard let kind = EndpointKind(rawValue: provider), let known = Self.known[kind] else {
            throw CommandFault(Self.unknown(provider))
        }
        let base = known.baseVariables.lazy.compactMap(nonEmpty).first ?? known.base
        let key = known.keyVariables.lazy.compactMap(nonEmpty).first.map(Secret.init)
        guard key != nil || base != known.base else {
            throw CommandFault("\(provider): \(known.keyVariables[0]) is not set; put the key into that variable")
        }
        return settings(baseURL: base, kind: kind, key: key, endpoint: nil)
    }

    /// What a provider's own place is, and which variables change it.
    private struct Known {
        let base: String
        let baseVariables: [String]
        let keyVariables: [String]
    }

    private static let known: [EndpointKind: Known] = [
        .openai: Known(
            base: "https://api.openai.com/v1", baseVariables: ["OPENAI_BASE_URL"], keyVariables: ["OPENAI_API_KEY"]),
        .anthropic: Known(
            base: "https://api.anthropic.com", baseVariables: ["ANTHROPIC_BASE_URL"],
            keyVariables: ["ANTHROPIC_API_KEY"]),
        .google: Known(
            base: "https://generativelanguage.googleapis.com",
            baseVariables: ["GEMINI_BASE_URL", "GOOGLE_GEMINI_BASE_URL"],
            keyVariables: ["GEMINI_API_KEY", "GOOGLE_API_KEY"]),
    ]

    /// The variables without which a provider's own place cannot be asked.
    static let keyVariables = known.values.map { $0.keyVariables[0] }.sorted()

    /// An environment in which no key is missing: for who asks nothing.
    static func keyless(_ environment: [String: String]) -> [String: String] {
        environment.merging(keyVariables.map { ($0, "not needed") }) { own, _ in own }
    }

    private static func unknown(_ provider: String) -> String {
        if provider == EndpointKind.azure.rawValue {
            return "an Azure endpoint has an address of its own; name it in assay.yaml with 'kind: azure'"
        }
        return "no endpoint is called '\(provider)'; use openai/NAME, anthropic/NAME, google/NAME, sim/NAME, "
            + "or name the endpoint in assay.yaml"
    }

    private func settings(
        baseURL: String, kind: EndpointKind, key: Secret?, endpoint: Configuration.Endpoint?
    ) -> EndpointSettings {
        let flags = materials.connection
        var limits = Limits()
        limits.maxConnections = endpoint?.maxConnections ?? flags.maxConnections ?? limits.maxConnections
        limits.requestsPerMinute = endpoint?.requestsPerMinute ?? flags.rpm
        limits.tokensPerMinute = endpoint?.tokensPerMinute ?? flags.tpm
        return connection(
            EndpointSettings(
                baseURL: baseURL, kind: kind, key: key, limits: limits,
                timeout: .seconds(endpoint?.timeout ?? flags.timeout)))
    }

    /// Settings with the program's name and the way through the network that the environment names.
    func connection(_ settings: EndpointSettings) -> EndpointSettings {
        var settings = settings
        settings.userAgent = "assay/\(Version.current)"
        settings.proxies = ProxySettings(environment: materials.environment)
        settings.certificateFile = nonEmpty("SSL_CERT_FILE").map { FilePath($0) }
        return settings
    }

    private func nonEmpty(_ variable: String) -> String? {
        materials.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    }
}
