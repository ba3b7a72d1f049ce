extension RunWriter {
    /// The name of the event by which a run file says how many calls an endpoint is sent at once from then on.
    static let connectionLimit = "connection_limit"

    /// Notes how many calls an endpoint is sent at once from now on.
    public func noteConnections(at endpoint: String, limit: Int) {
        note(Self.connectionLimit, detail: JSONText.encode(ConnectionStep(endpoint: endpoint, limit: limit)))
    }
}

/// How the detail of a `connection_limit` event is written.
struct ConnectionStep: Codable {
    let endpoint: String
    let limit: Int
}
