/// In which form a query reaches the model.
public enum Modality: String, Sendable, Hashable, Codable, CaseIterable {
    /// The query in words.
    case text
    /// The query in words with its picture.
    case textAndImage = "text+image"
    /// The query spoken, without its words.
    case audio
    /// The query spoken, and in words.
    case textAndAudio = "text+audio"

    /// Whether the model is sent a sound.
    public var hasSound: Bool { self == .audio || self == .textAndAudio }
    /// Whether the model is sent a picture.
    public var hasPicture: Bool { self == .textAndImage }
    /// Whether the model is sent the words.
    public var hasWords: Bool { self != .audio }
}

/// Who speaks a query.
public enum Voice: String, Sendable, Hashable, Codable, CaseIterable {
    /// A man.
    case male
    /// A woman.
    case female
}

/// What a user chooses of a dataset that states each query in several forms; nil is the suite's default.
public struct SampleForm: Sendable, Hashable {
    /// The language of the texts.
    public var language: Language?
    /// How a query reaches the model.
    public var modality: Modality?
    /// Who speaks it.
    public var voice: Voice?

    /// A choice; what is not named is the suite's to decide.
    public init(language: Language? = nil, modality: Modality? = nil, voice: Voice? = nil) {
        self.language = language
        self.modality = modality
        self.voice = voice
    }
}
