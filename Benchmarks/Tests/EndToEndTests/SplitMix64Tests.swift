import Testing

@testable import EndToEnd

struct SplitMix64Tests {
    /// The first outputs for seed 1234567, as published with the reference code (Vigna, prng.di.unimi.it; Rosetta Code).
    @Test func `it gives the published numbers`() {
        var generator = SplitMix64(seed: 1_234_567)
        let published: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect(published.map { _ in generator.next() } == published)
    }
}
