import Testing

@testable import AssayMetrics

struct SplitMix64Tests {
    @Test func `the first draws are those of the published generator`() {
        // Reference implementation of S. Vigna, splitmix64.c, seed 1234567.
        var generator = SplitMix64(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
    }
}
