/// What the filters of one role's provider stopped.
public struct BlockFacts: Sendable, Hashable, Codable {
    /// Prompts that never reached the model.
    public var input: Int
    /// Answers that were taken back or cut off.
    public var output: Int
    /// How often each category was named, in the provider's spelling; one block may name several, or none.
    public var categories: [String: Int]

    /// Counts of replies.
    public init(input: Int = 0, output: Int = 0, categories: [String: Int] = [:]) {
        self.input = input
        self.output = output
        self.categories = categories
    }
}
