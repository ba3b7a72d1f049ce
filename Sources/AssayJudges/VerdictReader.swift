import Foundation

import enum AssayCore.ReplyForm

/// Reads a judge's reply strictly: a label without doubt, or nothing.
///
/// No keyword is ever looked for in prose.
struct VerdictReader: Sendable {
    let form: ReplyForm

    /// The label name that the reply gives; nil where it is unreadable.
    func label(in reply: String) -> String? {
        switch form {
        case .json(let labels): Self.readJSON(reply, labels: labels)
        case .marked(let marker, let words): MarkedReply(marker: marker, words: words).label(in: reply)
        }
    }

    private struct Reply: Decodable {
        let verdict: String
    }

    /// The whole reply is one object, perhaps in one code fence; a key that stands twice contradicts itself.
    private static func readJSON(_ reply: String, labels: [String]) -> String? {
        let object = withoutCodeFence(reply.trimmingCharacters(in: .whitespacesAndNewlines))
        guard object.hasPrefix("{"), JSONKeys.count(of: "verdict", in: object) == 1,
            let verdict = try? JSONDecoder().decode(Reply.self, from: Data(object.utf8)).verdict,
            labels.contains(verdict)
        else { return nil }
        return verdict
    }

    private static func withoutCodeFence(_ text: String) -> String {
        guard text.hasPrefix("```"), text.hasSuffix("```"), let firstBreak = text.firstIndex(of: "\n") else {
            return text
        }
        let inner = text[firstBreak...].dropLast(3)
        return inner.contains("```") ? text : inner.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// Counts keys at the top of a JSON object, which Foundation's reader takes silently when they stand twice.
enum JSONKeys {
    /// How often a key stands at the top level of a text that is known to be, or is about to be read as, an object.
    static func count(of key: String, in text: String) -> Int {
        var depth = 0
        var count = 0
        var string: [UInt8]?
        var escaped = false
        var lastString: String?
        for byte in text.utf8 {
            if string != nil {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    lastString = string.map { unescaped($0) }
                    string = nil
                    continue
                }
                string?.append(byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): string = []
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":"): if depth == 1, lastString == key { count += 1 }
            default: break
            }
        }
        return count
    }

    /// A key may be written with escapes: "verdic\u0074" is the same key.
    private static func unescaped(_ bytes: [UInt8]) -> String {
        let raw = String(decoding: bytes, as: UTF8.self)
        guard raw.contains("\\") else { return raw }
        return (try? JSONDecoder().decode([String].self, from: Data("[\"\(raw)\"]".utf8)))?.first ?? raw
    }
}
