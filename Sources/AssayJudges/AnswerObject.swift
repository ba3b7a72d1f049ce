import AssayCore
import Foundation

/// The JSON object in which a model was asked to answer: `{"答案": "...", "把握": 85}`.
///
/// It may stand in a code fence, or with words before and after it, as long as it is the only object of the reply that has an
/// answer. A reply without one has none: then the reply itself is the answer.
public struct AnswerObject: Sendable, Hashable {
    /// What is answered; empty where the model left it empty or null.
    public let answer: String
    /// How sure the model says it is, 0 to 1; nil where it says nothing, or nothing from 0 to 100.
    public let confidence: Double?

    private static let answerKeys: Set = ["答案", "answer"]
    private static let confidenceKeys: Set = ["把握", "信心", "confidence"]

    /// The one object with an answer in a reply; nil where there is none, or several.
    public init?(in reply: String) {
        let found = Self.objects(in: Array(reply.utf8)).compactMap(AnswerObject.init)
        guard found.count == 1 else { return nil }
        self = found[0]
    }

    private init?(_ members: [JSONValue.Member]) {
        let answers = members.filter { Self.answerKeys.contains($0.key) }
        // A key that stands twice contradicts itself.
        guard answers.count == 1, let answer = Self.text(of: answers[0].value) else { return nil }
        self.answer = answer
        let stated = members.filter { Self.confidenceKeys.contains($0.key) }
        confidence = stated.count == 1 ? Self.share(of: stated[0].value) : nil
    }

    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): text.trimmingCharacters(in: .whitespacesAndNewlines)
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .null: ""
        case .bool, .array, .object: nil
        }
    }

    /// A number from 0 to 100, or a text that is nothing else, perhaps with a sign of per cent behind it.
    private static func share(of value: JSONValue) -> Double? {
        let number: Double?
        switch value {
        case .integer, .number: number = value.number
        case .string(let text):
            let digits = text.precomposedStringWithCompatibilityMapping.wholeMatch(
                of: #/\s*(\d{1,3}(?:\.\d+)?)\s*%?\s*/#)
            number = digits.flatMap { Double($0.1) }
        default: number = nil
        }
        guard let number, (0...100).contains(number) else { return nil }
        return number / 100
    }

    /// The members of every outermost object of a text, in one pass over it.
    private static func objects(in bytes: [UInt8]) -> [[JSONValue.Member]] {
        var objects: [[JSONValue.Member]] = []
        var (depth, start, isInText, isEscaped) = (0, 0, false, false)
        for (place, byte) in bytes.enumerated() {
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where depth > 0: isInText = true
            case UInt8(ascii: "{"):
                if depth == 0 { start = place }
                depth += 1
            case UInt8(ascii: "}") where depth > 0:
                depth -= 1
                guard depth == 0, let members = (try? JSONValue(bytes[start...place]))?.members else { continue }
                objects.append(members)
            default: break
            }
        }
        return objects
    }
}

extension Response {
    /// The same response with the answer alone as its text, where it is wrapped in an object.
    func unwrapped(from object: AnswerObject?) -> Response {
        guard let object else { return self }
        var response = self
        response.text = object.answer
        return response
    }
}
