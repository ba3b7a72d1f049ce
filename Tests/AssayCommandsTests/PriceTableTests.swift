import AssayCore
import Testing

@testable import AssayCommands

struct PriceTableTests {
    private func price(_ name: String, at endpoint: String?, own: [String: Configuration.Price] = [:]) throws -> Price?
    {
        try PriceTable(own: own).price(of: ModelName(name, flag: "--target"), at: endpoint)
    }

    /// The prices of the table are those of `prices.yaml`, whose sources stand there.
    @Test(
        arguments: [
            ("openai/gpt-4o", "https://api.openai.com/v1", 2.5),
            ("openai/gpt-4o-2024-08-06", "https://api.openai.com/v1", 2.5),
            ("openai/gpt-4o-mini", "https://api.openai.com/v1", 0.15),
            ("openai/gpt-4o-audio", "https://api.openai.com/v1", nil),
            ("openai/gpt-4o", "http://127.0.0.1:8089/v1", nil), ("openai/gpt-4o", nil, nil),
            ("lab/gpt-4o", "https://api.openai.com/v1", nil),
            ("anthropic/claude-haiku-4-5-20251001", "https://api.anthropic.com/v1", 1),
        ] as [(String, String?, Double?)])
    func `a built-in price counts for that very model at its provider's own address`(
        name: String, endpoint: String?, input: Double?
    ) throws {
        #expect(try price(name, at: endpoint)?.input == input)
    }

    @Test(arguments: [
        ("lab/ours", 1.0), ("lab/ours-large", 2), ("lab/other", 3), ("openai/gpt-4o", 4), ("openai/gpt-4o-mini", 4),
    ])
    func `a price of the user's own goes first, the whole name before its longest beginning`(
        name: String, input: Double
    ) throws {
        let own: [String: Configuration.Price] = [
            "lab/ours": .init(input: 1, output: 1), "lab/ours-l": .init(input: 2, output: 1),
            "lab/": .init(input: 3, output: 1), "gpt-4o": .init(input: 4, output: 1),
        ]
        let found = try price(name, at: "https://api.openai.com/v1", own: own)
        #expect(found?.input == input && found?.source == "assay.yaml")
    }
}
