/// What a row of Chinese SafetyQA is asked as.
public enum ChineseSafetyQAMode: String, Sendable, Hashable, CaseIterable {
    /// A question, answered in the model's own words.
    case qa
    /// The same question with options under letters.
    case mcq
}
