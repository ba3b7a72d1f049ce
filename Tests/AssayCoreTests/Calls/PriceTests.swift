import AssayCore
import Testing

struct PriceTests {
    // A million tokens in at 2.50 and two million out at 10.
    @Test func `tokens are paid by the million`() {
        let price = Price(input: 2.5, output: 10, source: "a test")
        #expect(price.dollars(prompt: 1_000_000, answer: 2_000_000) == 22.5)
        #expect(price.dollars(prompt: 0, answer: 0) == 0)
    }
}
