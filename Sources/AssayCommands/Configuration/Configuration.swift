import AssayCore
import AssayModels
import Foundation
import SystemPackage
import Yams

/// The endpoints of the user's own, by name.
///
/// They stand in `assay.yaml`, which is read from the working directory or from `--config`, never from a data folder.
struct Configuration: Decodable, Equatable {
    /// An endpoint of the user's own.
    struct Endpoint: Decodable, Equatable {
        var baseURL: String
        var keyVariable: String?
        var keyFile: String?
        var kind: String?
        /// Azure's version of the data plane.
        var apiVersion: String?
        var maxConnections: Int?
        var requestsPerMinute: Int?
        var tokensPerMinute: Int?
        var timeout: Double?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case baseURL = "base_url", keyVariable = "api_key_env", keyFile = "api_key_file", kind
            case apiVersion = "api_version"
            case maxConnections = "max_connections", requestsPerMinute = "rpm", tokensPerMinute = "tpm", timeout
        }
    }

    /// What a model's tokens cost, in US dollars a million.
    struct Price: Decodable, Equatable {
        var input: Double
        var output: Double
    }

    var endpoints: [String: Endpoint] = [:]
    /// Search endpoints by name, which `--rag` uses.
    var search: [String: SearchEntry] = [:]
    /// The file of the response cache, which `--cache` turns on.
    var cache: String?
    /// By model name, by `provider/name`, or by the beginning of either.
    var prices: [String: Price] = [:]

    private enum CodingKeys: String, CodingKey {
        case endpoints, search, cache, prices
    }

    init(endpoints: [String: Endpoint] = [:], cache: String? = nil, prices: [String: Price] = [:]) {
        self.endpoints = endpoints
        self.cache = cache
        self.prices = prices
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        endpoints = try container.decodeIfPresent([String: Endpoint].self, forKey: .endpoints) ?? [:]
        search = try container.decodeIfPresent([String: SearchEntry].self, forKey: .search) ?? [:]
        cache = try container.decodeIfPresent(String.self, forKey: .cache)
        prices = try container.decodeIfPresent([String: Price].self, forKey: .prices) ?? [:]
    }

    /// The name that is looked for in the working directory.
    static let fileName = "assay.yaml"
    /// An example that parses; `assay run --help` points at it.
    static let sample = """
        endpoints:
          lab:
            base_url: https://models.example.org/v1
            api_key_env: LAB_API_KEY      # or api_key_file: a file that only you can read
            kind: openai                  # or azure (with api_version), anthropic, google
            max_connections: 8
            rpm: 300
            tpm: 200000
            timeout: 120
        search:                           # what --rag searches, where it is not --documents
          library:
            url: https://search.example.org/api?q={query}&n={limit}
            results: data.items           # the keys to the list in the JSON reply
            text: [title, snippet]
            source: link
            api_key_env: LIBRARY_KEY      # sent as 'Authorization: Bearer KEY', or in another header:
            header: X-Api-Key
        cache: ~/.cache/assay/responses.sqlite   # where --cache keeps answers
        prices:                           # US dollars a million tokens, by model, provider/model, or their beginning
          lab/our-model: {input: 0.5, output: 1.5}
        """

    /// The file that the user named, or the one in the working directory, or nothing.
    static func read(named path: String?) throws -> Configuration {
        let file = path ?? fileName
        guard let data = FileManager.default.contents(atPath: file) else {
            guard path == nil else {
                throw CommandFault("\(file): cannot be read; name an existing file with --config")
            }
            return Configuration()
        }
        let words = try YAMLFile(data: data, name: file)
        let configuration: Configuration = try words.decode()
        for (name, endpoint) in configuration.endpoints { try endpoint.check(name: name, file: file) }
        for (name, entry) in configuration.search { try entry.check(name: name, file: file) }
        for (name, price) in configuration.prices {
            guard [price.input, price.output].allSatisfy({ $0 >= 0 && $0.isFinite }) else {
                throw CommandFault("\(file), price of '\(name)': is below 0; give US dollars a million tokens")
            }
        }
        return configuration
    }
}

extension Configuration.Endpoint {
    fileprivate func check(name: String, file: String) throws {
        let place = "\(file), endpoint '\(name)'"
        if let kind, EndpointKind(rawValue: kind) == nil {
            let known = EndpointKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFault("\(place): kind '\(kind)' is none of \(known); give one of them")
        }
        if let apiVersion {
            let isPlain = apiVersion.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            guard kind == EndpointKind.azure.rawValue, isPlain else {
                throw CommandFault("\(place): 'api_version' is for kind azure, such as 2024-10-21; mend or remove it")
            }
        }
        for (field, value) in [
            ("max_connections", maxConnections), ("rpm", requestsPerMinute), ("tpm", tokensPerMinute),
        ] {
            guard value.map({ $0 > 0 }) ?? true else {
                throw CommandFault("\(place): '\(field)' is not above 0; give at least 1")
            }
        }
        guard timeout.map({ $0 > 0 }) ?? true else {
            throw CommandFault("\(place): 'timeout' is not above 0; give seconds")
        }
    }
}
