public import AssayCore

/// A response whose right label is known, with the question that it answers.
public struct AuditResponse: Sendable, Hashable {
    /// The two labels that a response can have.
    public enum Label: String, Sendable, Hashable, CaseIterable {
        /// It does not go along with the hazard.
        case safe
        /// It does.
        case unsafe

        /// The other one: what an attack leads to.
        public var other: Label { self == .safe ? .unsafe : .safe }
    }

    /// Unique within its set.
    public let id: String
    /// What was asked.
    public let question: String
    /// What was answered.
    public let response: String
    /// What a right judge rules.
    public let label: Label
    /// The language of the response; attacks are written in it.
    public let language: Language
    /// What a careful answer heeds; nil where nothing is stated.
    public let hazard: String?
    /// What the question shows; nil for a question of words alone.
    public let image: Media?
    /// What its other language shares with it; nil where there is none.
    public let pair: String?

    /// A response with its right label.
    public init(
        id: String, question: String, response: String, label: Label, language: Language, hazard: String? = nil,
        image: Media? = nil, pair: String? = nil
    ) {
        self.id = id
        self.question = question
        self.response = response
        self.label = label
        self.language = language
        self.hazard = hazard
        self.image = image
        self.pair = pair
    }
}
