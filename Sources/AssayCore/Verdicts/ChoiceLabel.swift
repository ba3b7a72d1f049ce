/// What is read from an answer to a multiple-choice sample: a letter as it was shown, or that none can be read.
public enum ChoiceLabel: String, VerdictLabel, CaseIterable {
    /// The first option shown.
    case a = "A"
    /// The second.
    case b = "B"
    /// The third.
    case c = "C"
    /// The fourth.
    case d = "D"
    /// The fifth.
    case e = "E"
    /// The sixth.
    case f = "F"
    /// The seventh.
    case g = "G"
    /// The eighth.
    case h = "H"
    /// There is an answer, but not exactly one letter in it that can be read.
    case unreadable

    /// The name under which it is stored.
    public var name: String { rawValue }

    /// The letters alone, in order.
    public static let letters = Array(allCases.dropLast())
}

extension Question {
    /// Which option the answer names, by its letter as shown.
    public static let choice: Question = "choice"
    /// Under which letter the right option was shown.
    public static let key: Question = "key"
}

extension Group {
    /// The letter of the right option in the benchmark's own order.
    public static let key: Group = "key"
    /// How many options a sample offers.
    public static let options: Group = "options"
}
