/// What a model's tokens cost.
public struct Price: Sendable, Hashable, Codable {
    /// US dollars a million tokens of prompts.
    public var input: Double
    /// US dollars a million tokens of answers, reasoning included.
    public var output: Double
    /// Where the price is from: `assay.yaml`, or the table of a date.
    public var source: String

    /// A price.
    public init(input: Double, output: Double, source: String) {
        self.input = input
        self.output = output
        self.source = source
    }

    /// What so many tokens cost, in US dollars.
    public func dollars(prompt: Int, answer: Int) -> Double {
        (Double(prompt) * input + Double(answer) * output) / 1_000_000
    }
}
