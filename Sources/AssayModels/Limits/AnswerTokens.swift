import AssayCore

/// How many tokens the answers of a model have had: what the next one is taken to have.
///
/// A call that reserved its whole answer limit would starve the bucket: a limit of 5,000 is seldom a tenth used.
struct AnswerTokens: Sendable, Hashable {
    /// What the first answers are taken to have.
    static let first = 300.0
    /// Answers over which the mean runs.
    private static let memory = 50.0

    private var mean = Self.first
    private var count = 0.0

    /// The tokens of the next answer, at most its limit.
    func expected(limit: Int?) -> Int {
        min(limit ?? .max, Int(mean.rounded(.up)))
    }

    /// Takes note of an answer.
    mutating func add(_ tokens: Int) {
        count = min(Self.memory, count + 1)
        mean += (Double(tokens) - mean) / count
    }
}
