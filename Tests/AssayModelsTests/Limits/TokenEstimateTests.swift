import AssayCore
import AssayTestSupport
import Testing

@testable import AssayModels

struct TokenEstimateTests {
    @Test func `four bytes of text are a token, a medium is a thousand`() throws {
        let png = try #require(Media(embedding: StandIns.png()))
        let prompt = Prompt(system: "12345678", turns: [Turn(.user, [.image(png), .text("1234")])])
        #expect(TokenEstimate.prompt(prompt) == 2 + 1000 + 1)
    }
}
