import Foundation

/// A token of a reply, with what could have stood in its place.
public struct SimulatedToken: Sendable, Hashable {
    /// Something that could have stood there.
    public struct Candidate: Sendable, Hashable {
        /// The token's text.
        public let text: String
        /// How likely it was.
        public let probability: Double

        /// The natural logarithm of that.
        public var logprob: Double { log(probability) }
    }

    /// The token's text.
    public let text: String
    /// All that could have stood there, itself included, the likeliest first; their probabilities sum to 1.
    public let candidates: [Candidate]

    /// A token that is among its candidates, which are put in order; of equals the earlier comes first.
    init(_ text: String, among candidates: [Candidate]) {
        self.text = text
        let places = candidates.enumerated().sorted {
            ($1.element.probability, $0.offset) < ($0.element.probability, $1.offset)
        }
        self.candidates = places.map(\.element)
    }

    /// The natural logarithm of how likely the token was.
    public var logprob: Double { candidates.first { $0.text == text }?.logprob ?? -.infinity }

    /// The tokens of a text that answers nothing: one a Unicode scalar, each with probability 0.8.
    static func plain(_ text: String) -> [SimulatedToken] {
        text.unicodeScalars.map { scalar in
            let own = String(scalar)
            return SimulatedToken(
                own,
                among: [
                    Candidate(text: own, probability: 0.8),
                    Candidate(text: own == "嗯" ? "哦" : "嗯", probability: 0.2),
                ])
        }
    }

    /// The token of one of the letters that are offered, by its place; it may have a space before it or full width.
    ///
    /// The letter has the probability `confidence`, nine parts of ten on the bare letter and one on the letter after a space.
    /// A third of the rest is on a token that is no letter; two thirds are on the other letters that are offered, in the
    /// order in which they follow, from the last to the first again, as the squares of n, n - 1, ..., 1.
    static func letter(
        _ place: Int, of offered: [Character], confidence: Double, form: LetterForm
    ) -> SimulatedToken {
        let own = String(offered[place])
        let bare = form == .fullWidth ? own.fullWidth : own
        let rest = 1 - confidence
        var candidates = [
            Candidate(text: bare, probability: confidence * 0.9),
            Candidate(text: " \(own)", probability: confidence * 0.1),
            Candidate(text: "我", probability: rest / 3),
        ]
        let others = offered.count - 1
        let squares = (1...others).map { $0 * $0 }.reduce(0, +)
        for step in 1...others {
            let weight = Double((others + 1 - step) * (others + 1 - step)) / Double(squares)
            let other = String(offered[(place + step) % offered.count])
            candidates.append(Candidate(text: other, probability: rest * 2 / 3 * weight))
        }
        return SimulatedToken(form == .spaced ? " \(own)" : bare, among: candidates)
    }
}

/// How a letter stands in a reply.
enum LetterForm: Sendable, Hashable {
    case bare
    /// After a space that belongs to its token.
    case spaced
    case fullWidth
}

extension String {
    /// Capital letters in full width.
    fileprivate var fullWidth: String {
        String(String.UnicodeScalarView(unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    }
}
