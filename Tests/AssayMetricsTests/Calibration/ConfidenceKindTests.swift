import AssayCore
import Testing

@testable import AssayMetrics

struct ConfidenceKindTests {
    private static let confidence = Confidence(
        stated: 0.85, letters: [0.5, 0.25, 0, 0.05], unlisted: 1, firstToken: 0.75)

    @Test func `each kind takes its own number`() {
        #expect(ConfidenceKind.raw.value(in: Self.confidence, place: 1) == 0.25)
        #expect(ConfidenceKind.normalised.value(in: Self.confidence, place: 0).map { abs($0 - 0.625) < 1e-15 } == true)
        #expect(ConfidenceKind.stated.value(in: Self.confidence, place: nil) == 0.85)
        #expect(ConfidenceKind.firstToken.value(in: Self.confidence, place: nil) == 0.75)
    }

    @Test func `what is not there or cannot be is none`() {
        for kind in ConfidenceKind.allCases { #expect(kind.value(in: nil, place: 0) == nil) }
        for kind in [ConfidenceKind.raw, .normalised] {
            #expect(kind.value(in: Self.confidence, place: nil) == nil)
            #expect(kind.value(in: Self.confidence, place: 4) == nil)
        }
        #expect(ConfidenceKind.normalised.value(in: Confidence(letters: [0, 0]), place: 0) == nil)
        #expect(ConfidenceKind.raw.value(in: Confidence(letters: [0, 0]), place: 0) == 0)
        for number in [-0.1, 1.5, Double.nan, .infinity] {
            #expect(ConfidenceKind.stated.value(in: Confidence(stated: number), place: nil) == nil)
        }
    }

    /// 0.3 / 0.6, the letters in two orders: the sums differ in their last bits.
    @Test func `rounding splits no tie and crosses no edge`() {
        let one = Confidence(letters: [0.1, 0.2, 0.3])
        let other = Confidence(letters: [0.3, 0.2, 0.1])
        let sums = [one, other].map { $0.letters?.reduce(0, +) }
        #expect(sums[0] != sums[1], "an example of it")
        #expect(
            ConfidenceKind.normalised.value(in: one, place: 2) == ConfidenceKind.normalised.value(in: other, place: 0))
        #expect(ConfidenceKind.stated.value(in: Confidence(stated: 0.1 + 0.2), place: nil) == 0.3)
        #expect(
            ConfidenceKind.stated.value(in: Confidence(stated: 0.123_456_789_012_4), place: nil) == 0.123_456_789_012)
    }

    @Test func `a source has its kinds, the one for the whole first`() {
        #expect(ConfidenceKind.all(from: .logprobs).map(\.rawValue) == ["raw", "normalised", "first_token"])
        #expect(ConfidenceKind.all(from: .stated).map(\.rawValue) == ["stated"])
    }
}
