import Foundation

import enum AssayCore.JSONValue
import enum AssayCore.ReplyForm

/// Reads a judge's reply strictly: a label and a rating without doubt, or nothing.
///
/// No keyword is ever looked for in prose.
struct VerdictReader: Sendable {
    let form: ReplyForm
    /// The key or the marker of the rating; nil where none is asked for.
    var rating: String?

    /// The label name that the reply gives; nil where it is unreadable.
    func label(in reply: String) -> String? {
        switch form {
        case .json(let labels):
            guard let verdict = Self.value(of: "verdict", in: reply)?.string, labels.contains(verdict) else {
                return nil
            }
            return verdict
        case .marked(let marker, let words):
            return MarkedReply(marker: marker, words: words).label(in: reply)
        }
    }

    /// The rating from 1 to 5 that the reply gives; nil where there is none to be read.
    ///
    /// `4/5` reads as 4 (MEASUREMENT.md 8); 0, 6, fractions and words are unreadable.
    func rating(in reply: String) -> Int? {
        guard let rating else { return nil }
        switch form {
        case .json:
            guard let value = Self.value(of: rating, in: reply) else { return nil }
            return value.string.map { Self.ratings[$0.trimmingCharacters(in: .whitespaces)] }
                ?? value.integer.flatMap { 1...5 ~= $0 ? $0 : nil }
        case .marked:
            let words = Dictionary(grouping: Self.ratings.keys) { String(Self.ratings[$0] ?? 0) }
            return MarkedReply(marker: rating, words: words).label(in: reply).flatMap(Int.init)
        }
    }

    /// The reasons that the reply gives; empty where it gives none.
    func reasoning(in reply: String) -> String {
        switch form {
        case .json: Self.value(of: "reasoning", in: reply)?.string ?? ""
        case .marked: reply
        }
    }

    /// How a rating may be written.
    private static let ratings = Dictionary(
        uniqueKeysWithValues: (1...5).flatMap { [("\($0)", $0), ("\($0)/5", $0)] })

    /// The whole reply is one object, perhaps in one code fence; a key that stands twice contradicts itself.
    private static func value(of key: String, in reply: String) -> JSONValue? {
        guard let members = (try? JSONValue(reply.withoutFence.utf8))?.members else { return nil }
        let values = members.filter { $0.key == key }
        return values.count == 1 ? values[0].value : nil
    }
}
