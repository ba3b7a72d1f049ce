public import AssayCore

/// What is taken for the confidence in an answer.
public enum ConfidenceKind: String, Sendable, Hashable, CaseIterable {
    /// The probability of the letter that was answered.
    case raw
    /// The same over that of all letters that were offered.
    case normalised
    /// What the model stated.
    case stated
    /// The probability of the answer's first token, whatever it is, as published.
    case firstToken = "first_token"

    /// What a source gives, the one that stands for the whole first.
    public static func all(from source: ConfidenceSource) -> [ConfidenceKind] {
        switch source {
        case .logprobs: [.raw, .normalised, .firstToken]
        case .stated: [.stated]
        }
    }

    /// Whether it is of a letter, so that an answer in which none can be read has none.
    var needsLetter: Bool { self != .stated }

    /// The confidence, 0 to 1, to twelve decimals; nil where there is none.
    ///
    /// Sums of exponentials that are equal on paper differ in their last bits: without rounding, which letter was answered would
    /// decide over ties, and 0.54 + 0.06 would lie above 0.6.
    ///
    /// `place`: that of the letter that was answered among those that were offered; nil where letters are none.
    func value(in confidence: Confidence?, place: Int?) -> Double? {
        guard let confidence else { return nil }
        let value: Double?
        switch self {
        case .stated: value = confidence.stated
        case .firstToken: value = confidence.firstToken
        case .raw: value = place.flatMap { Self.element(confidence.letters, $0) }
        case .normalised:
            let mass = confidence.letters?.reduce(0, +) ?? 0
            value = mass > 0 ? place.flatMap { Self.element(confidence.letters, $0) }.map { $0 / mass } : nil
        }
        // A run file that was tampered with may hold anything.
        return value.flatMap { (0...1).contains($0) ? ($0 * Self.scale).rounded() / Self.scale : nil }
    }

    private static let scale = 1e12

    private static func element(_ letters: [Double]?, _ place: Int) -> Double? {
        guard let letters, letters.indices.contains(place) else { return nil }
        return letters[place]
    }
}
