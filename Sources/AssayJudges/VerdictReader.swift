import Foundation

import enum AssayCore.JSONValue
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

    /// The whole reply is one object, perhaps in one code fence; a key that stands twice contradicts itself.
    private static func readJSON(_ reply: String, labels: [String]) -> String? {
        let object = withoutCodeFence(reply.trimmingCharacters(in: .whitespacesAndNewlines))
        guard let members = (try? JSONValue(object.utf8))?.members else { return nil }
        let verdicts = members.filter { $0.key == "verdict" }
        guard verdicts.count == 1, let verdict = verdicts[0].value.string, labels.contains(verdict) else { return nil }
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
