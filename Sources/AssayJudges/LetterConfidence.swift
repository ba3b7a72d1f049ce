import AssayCore
import Foundation

/// How sure a model was of a letter, by the log-probabilities of its tokens (MEASUREMENT 9).
///
/// p(letter) = the sum of exp(logprob) over the likeliest tokens that are the letter in compatibility form (NFKC) without
/// spaces and brackets around it, at the token that holds the letter that was read. The token that was drawn counts too where it is
/// not among the likeliest. A small letter counts where a small one would have been read: within brackets or before a closing one.
/// What is not offered counts for nothing; an offered letter that is not listed has 0 and is counted.
///
/// There are no letters where no letter was read, where the token that holds it cannot be told (`TokenText`), where that
/// token holds more than the letter ("A."), where the endpoint lists no alternatives, and where a number there is no
/// logarithm of a probability: not a number, above 0 by more than rounding, or a sum above 1 by more than rounding.
/// Minus infinity is a probability of 0.
struct LetterConfidence {
    /// What was offered.
    let offered: ShownOptions

    /// Logarithms of rounded probabilities may end up a trace above 0.
    private static let greatestLogprob = 1e-5
    private static let greatestMass = 1 + 1e-4

    /// What the tokens of a response say; nil where they say nothing.
    ///
    /// `reading`: the letter that was read; `bytes`: where in the response's text it stands.
    func confidence(
        in response: Response, reading: LetterReader.Reading?, at bytes: Range<Int>?
    ) -> Confidence? {
        guard let tokens = response.logprobs, !tokens.isEmpty else { return nil }
        let text = TokenText(tokens, of: response.text, hasReasoning: response.reasoning != nil)
        var confidence = Confidence(firstToken: text.first.flatMap { Self.probability(tokens[$0].logprob) })
        if let reading, let bytes, let place = text.token(holding: bytes),
            let letters = letters(at: tokens[place], reading)
        {
            confidence.letters = letters.probabilities
            confidence.unlisted = letters.unlisted
        }
        return confidence == Confidence() ? nil : confidence
    }

    private func letters(
        at token: TokenLogprob, _ reading: LetterReader.Reading
    ) -> (probabilities: [Double], unlisted: Int)? {
        guard !token.top.isEmpty, letter(token.token, reading) == reading.letter else { return nil }
        var candidates = token.top
        if !candidates.contains(where: { $0.token == token.token }) {
            candidates.append(.init(token: token.token, logprob: token.logprob))
        }
        var sums = [Double](repeating: 0, count: offered.letters.count)
        var listed: Set<Int> = []
        for candidate in candidates {
            guard let probability = Self.probability(candidate.logprob) else { return nil }
            guard let place = letter(candidate.token, reading).flatMap(offered.letters.firstIndex) else { continue }
            sums[place] += probability
            listed.insert(place)
        }
        guard sums.reduce(0, +) <= Self.greatestMass else { return nil }
        return (sums.map { min(1, $0) }, sums.count - listed.count)
    }

    private static func probability(_ logprob: Double) -> Double? {
        guard !logprob.isNaN, logprob <= greatestLogprob else { return nil }
        return exp(min(0, logprob))
    }

    /// The letter that a token is, whether offered or not; nil where it is none.
    private func letter(_ token: String, _ reading: LetterReader.Reading) -> ChoiceLabel? {
        let plain = token.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
        let bare = plain.drop { "([{【".contains($0) }
        guard let letter = bare.first, letter.isASCII, letter.isLetter else { return nil }
        let rest = bare.dropFirst()
        guard rest.allSatisfy({ ")]}】".contains($0) }) else { return nil }
        if letter.isLowercase {
            // As the reader has it: `(b)`, `b)`, and any token that would stand in the place of a letter in brackets.
            let closes = rest.first.map { bare.startIndex == plain.startIndex ? ")]".contains($0) : true } ?? false
            guard closes || reading.isBracketed else { return nil }
        }
        return ChoiceLabel(rawValue: letter.uppercased())
    }
}
