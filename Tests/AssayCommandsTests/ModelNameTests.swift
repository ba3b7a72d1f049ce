import Testing

@testable import AssayCommands

struct ModelNameTests {
    @Test(arguments: [
        ("openai/gpt-4o", "openai", "gpt-4o"), ("lab/org/model-7b", "lab", "org/model-7b"),
        ("sim/mixed", "sim", "mixed"),
    ])
    func `the provider ends at the first slash`(_ text: String, _ provider: String, _ model: String) throws {
        let name = try ModelName(text, flag: "--target")
        #expect(name.provider == provider)
        #expect(name.model == model)
    }

    @Test(arguments: ["gpt-4o", "/gpt-4o", "openai/", "", "/"])
    func `a name that is not of the form says which flag had it`(_ text: String) {
        #expect {
            try ModelName(text, flag: "--judge")
        } throws: {
            String(describing: $0).hasPrefix("--judge '\(text)' is not of the form provider/name")
        }
    }
}
