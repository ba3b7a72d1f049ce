import AssayModels

/// A search endpoint of the user's own, as `assay.yaml` describes it.
struct SearchEntry: Decodable, Equatable {
    /// The address with `{query}` and, if it likes, `{limit}`.
    var url: String
    /// The keys to the list of results, joined by points; nil where the reply itself is the list.
    var results: String?
    /// The keys to each text of a result.
    var text: [String]
    /// The keys to where a result is from.
    var source: String?
    var header: String?
    var keyVariable: String?
    var keyFile: String?
    var maxConnections: Int?
    var requestsPerMinute: Int?
    var timeout: Double?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case url, results, text, source, header, keyVariable = "api_key_env", keyFile = "api_key_file"
        case maxConnections = "max_connections", requestsPerMinute = "rpm", timeout
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// A text alone stands for a list of one; a key that there is not would be a setting without effect.
    init(from decoder: any Decoder) throws {
        for key in try decoder.container(keyedBy: AnyKey.self).allKeys
        where CodingKeys(rawValue: key.stringValue) == nil {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath + [key], debugDescription: "there is no such key"))
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        url = try container.decode(String.self, forKey: .url)
        results = try container.decodeIfPresent(String.self, forKey: .results)
        if let one = try? container.decode(String.self, forKey: .text) {
            text = [one]
        } else {
            text = try container.decodeIfPresent([String].self, forKey: .text) ?? []
        }
        source = try container.decodeIfPresent(String.self, forKey: .source)
        header = try container.decodeIfPresent(String.self, forKey: .header)
        keyVariable = try container.decodeIfPresent(String.self, forKey: .keyVariable)
        keyFile = try container.decodeIfPresent(String.self, forKey: .keyFile)
        maxConnections = try container.decodeIfPresent(Int.self, forKey: .maxConnections)
        requestsPerMinute = try container.decodeIfPresent(Int.self, forKey: .requestsPerMinute)
        timeout = try container.decodeIfPresent(Double.self, forKey: .timeout)
    }

    /// Refuses what cannot work, before anything is asked.
    func check(name: String, file: String) throws {
        let place = "\(file), search '\(name)'"
        for (field, value) in [("max_connections", maxConnections), ("rpm", requestsPerMinute)] {
            guard value.map({ $0 > 0 }) ?? true else {
                throw CommandFault("\(place): '\(field)' is not above 0; give at least 1")
            }
        }
        guard timeout.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw CommandFault("\(place): 'timeout' is not above 0; give seconds")
        }
        guard header.map(Self.isHeader) ?? true else {
            throw CommandFault("\(place): 'header' is no name of a header; give one like X-Api-Key")
        }
    }

    private static func isHeader(_ name: String) -> Bool {
        !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }

    /// The settings of the endpoint with its key and its way through the network.
    func settings(named name: String, _ materials: ModelMaterials) throws -> SearchSettings {
        let key = try Key.of(
            variable: keyVariable, file: keyFile, place: "search '\(name)'", environment: materials.environment)
        let limits = Limits(
            maxConnections: maxConnections ?? materials.connection.maxConnections,
            requestsPerMinute: requestsPerMinute ?? materials.connection.rpm)
        // --timeout bounds a search too, but what an entry says of its own endpoint goes first.
        let timeout =
            self.timeout.map { .seconds($0) }
            ?? min(SearchSettings.usualTimeout, .seconds(materials.connection.timeout))
        let connection = EndpointResolution(materials).connection(
            EndpointSettings(baseURL: url, key: key, limits: limits, timeout: timeout))
        func keys(_ path: String) -> [String] { path.split(separator: ".").map(String.init) }
        return SearchSettings(
            name: name, connection: connection, keyHeader: header ?? "Authorization",
            results: results.map(keys) ?? [], texts: text.map(keys), source: source.map(keys))
    }
}
