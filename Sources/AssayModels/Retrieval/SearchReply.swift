import AssayCore
import Foundation

/// A reply of a search endpoint: the passages in it, or why there are none.
struct SearchReply {
    /// The most bytes of a reply.
    static let mostBytes = 4 << 20
    /// What a larger reply means: it would be no smaller if it were asked for again.
    static let tooLarge = ModelError.retrieval(
        what: "the reply is larger than \(mostBytes >> 20) MB and was cut off", isResumable: true)

    let status: Int
    let body: [UInt8]

    /// The passages by the endpoint's settings, those without words left out.
    func passages(by settings: SearchSettings, limit: Int) throws(ModelError) -> [Passage] {
        try checkStatus()
        guard body.contains(where: { !$0.isSpace }) else { throw .malformed(what: "an empty reply of the search") }
        guard let document = try? JSONValue(body) else {
            let isPage = body.first { !$0.isSpace } == UInt8(ascii: "<")
            throw .malformed(
                what: isPage ? "a page (HTML) where the search's JSON should be" : "no JSON from the search")
        }
        return try results(in: document, by: settings).lazy.enumerated().compactMap { number, result in
            Self.passage(result, number: number + 1, by: settings)
        }
        .prefix(limit).map(\.self)
    }

    private func checkStatus() throws(ModelError) {
        switch status {
        case 200..<300: return
        case 300..<400:
            throw .retrieval(
                what: "the search endpoint redirects (HTTP \(status)), which is not followed; name its new address",
                isResumable: true)
        case 401, 403: throw .unauthorized(status: status)
        case 404, 410:
            throw .retrieval(
                what: "the search endpoint knows no such path (HTTP \(status)); check its url", isResumable: true)
        case 429: throw .rateLimited
        case 408, 409, 500...: throw .unavailable(status: status)
        default: throw .rejected(status: status, code: nil)
        }
    }

    /// A list that is null or empty is one without results; a path that leads nowhere is a fault of the settings.
    private func results(
        in document: JSONValue, by settings: SearchSettings
    ) throws(ModelError) -> [JSONValue] {
        var value = document
        for key in settings.results {
            guard let next = value.members?.first(where: { $0.key == key })?.value else {
                let path = settings.results.joined(separator: ".")
                throw .retrieval(
                    what: "the search's reply has no '\(path)'; check 'results' of search '\(settings.name)'",
                    isResumable: true)
            }
            value = next
        }
        if value == .null { return [] }
        guard let elements = value.elements else {
            throw .retrieval(
                what: "'results' of search '\(settings.name)' leads to no list; check it", isResumable: true)
        }
        return elements
    }

    private static func passage(_ result: JSONValue, number: Int, by settings: SearchSettings) -> Passage? {
        let texts = result.string.map { [$0] } ?? settings.texts.compactMap { result.at($0)?.string }
        let text = texts.filter { $0.contains { $0.isLetter || $0.isNumber } }.joined(separator: "\n")
        guard !text.isEmpty else { return nil }
        let source = settings.source.flatMap { result.at($0)?.code }
        return Passage(source: source.map { String($0.prefix(500)) } ?? "result \(number)", text: text)
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}

extension JSONValue {
    /// The value that keys lead to.
    fileprivate func at(_ keys: [String]) -> JSONValue? {
        keys.reduce(self as JSONValue?) { $0?[$1] }
    }
}
