/// A reply as it leaves.
struct WireReply: Sendable, Hashable {
    /// What it holds.
    enum Body: Sendable, Hashable {
        case json(ReplyJSON)
        case raw([UInt8], type: String)
    }

    var status = 200
    var headers: [String: String] = [:]
    var body: Body

    /// A reply in JSON.
    init(status: Int = 200, headers: [String: String] = [:], _ json: ReplyJSON) {
        self.status = status
        self.headers = headers
        body = .json(json)
    }

    /// A reply of any bytes.
    init(status: Int = 200, type: String, _ text: String) {
        self.status = status
        body = .raw(Array(text.utf8), type: type)
    }

    /// The bytes that are sent.
    var bytes: [UInt8] {
        switch body {
        case .json(let json): json.bytes
        case .raw(let bytes, _): bytes
        }
    }

    /// The same with its bytes made, which cannot be changed into a fault any more.
    var written: WireReply {
        var reply = self
        reply.body = .raw(bytes, type: contentType)
        return reply
    }

    /// The media type that is declared.
    var contentType: String {
        if case .raw(_, let type) = body { type } else { "application/json" }
    }

    /// The same with further headers.
    func with(_ further: [String: String]) -> WireReply {
        var reply = self
        reply.headers.merge(further) { _, new in new }
        return reply
    }
}
