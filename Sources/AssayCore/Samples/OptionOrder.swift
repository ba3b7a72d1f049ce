/// In which order the options of a multiple-choice sample are shown.
///
/// The right option keeps its text: the letter under which it is shown follows.
public enum OptionOrder: Sendable, Hashable, Codable {
    /// As the benchmark has them.
    case published
    /// Shuffled by a hash of seed and sample id: the same in every shard, in every trial and after a resume.
    case shuffled(seed: Int)
    /// One place further in each trial, so that as many trials as there are options show each option in each place.
    case cyclic

    /// The order in the words in which protocols are compared.
    public var words: String {
        switch self {
        case .published: "as published"
        case .shuffled(let seed): "shuffled, seed \(seed)"
        case .cyclic: "every rotation"
        }
    }
}

/// The options of a multiple-choice sample as they are shown in one trial.
public struct ShownOptions: Sendable, Hashable {
    /// The texts in the order in which they are shown: the first under A.
    public let texts: [String]
    /// The letter under which the right option is shown.
    public let key: ChoiceLabel

    /// The options of a sample in a trial, from 1; nil where the sample offers none, or more than there are letters.
    public init?(of sample: Sample, order: OptionOrder, trial: Int) {
        guard case .choice(let right, let options) = sample.target, options[right] != nil,
            options.count <= ChoiceLabel.letters.count
        else { return nil }
        let letters = Self.ordered(options.keys.sorted(), of: sample.id, order, trial)
        guard let place = letters.firstIndex(of: right) else { return nil }
        texts = letters.map { options[$0] ?? "" }
        key = ChoiceLabel.letters[place]
    }

    /// The letters that are offered: the first so many as there are options.
    public var letters: [ChoiceLabel] { Array(ChoiceLabel.letters.prefix(texts.count)) }

    private static func ordered(
        _ published: [String], of sample: String, _ order: OptionOrder, _ trial: Int
    ) -> [String] {
        switch order {
        case .published: return published
        case .shuffled(let seed):
            let seed = UInt64(bitPattern: Int64(seed))
            // Each option draws a number; in order of their numbers all arrangements are equally likely.
            let drawn = published.map { (letter: $0, draw: StableHash(of: "\(sample)\u{1F}\($0)", seed: seed).mixed) }
            return drawn.sorted { ($0.draw, $0.letter) < ($1.draw, $1.letter) }.map(\.letter)
        case .cyclic:
            let turn = (trial - 1) % published.count
            return Array(published[turn...] + published[..<turn])
        }
    }
}
