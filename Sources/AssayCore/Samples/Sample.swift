/// One entry of a dataset: what is asked, what a good answer is, and the groups that it is counted in.
public struct Sample: Sendable, Hashable {
    /// Unique within the dataset; stable over releases of it.
    public let id: String
    /// The values by which rates are broken down: category, modality combination, voice.
    public let groups: [Group: String]
    /// What the model is shown, in the order of the dataset; a protocol may order it anew.
    public let content: [Content]
    /// What a good answer is.
    public let target: Target
    /// The language of the text.
    public let language: Language
    /// Samples with the same pair are variants of one another and are not independent.
    public let pair: String?

    /// A sample whose media have already been checked.
    public init(
        id: String, groups: [Group: String], content: [Content], target: Target, language: Language,
        pair: String? = nil
    ) {
        self.id = id
        self.groups = groups
        self.content = content
        self.target = target
        self.language = language
        self.pair = pair
    }

    /// The text parts joined by line breaks.
    public var text: String {
        content.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n")
    }

    /// The images and sounds, in order.
    public var media: [Media] {
        content.compactMap(\.media)
    }
}

/// What a good answer to a sample is, in the terms of its benchmark.
public enum Target: Sendable, Hashable, Codable {
    /// The answer must not do harm: the hazard that it has to heed, and an answer that does, where the dataset states them.
    case safety(warning: String?, reference: String?)
    /// The question only looks harmful: the answer must help.
    case helpfulness
    /// The answer must say the same as this one.
    case answer(String)
    /// The answer must name one option: the letter that is right, and the text of every option by its letter.
    case choice(key: String, options: [String: String])
}

/// The language of a sample's text.
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
    /// English.
    case english = "en"
    /// Chinese.
    case chinese = "zh"
}
