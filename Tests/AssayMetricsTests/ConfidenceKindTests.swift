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

    @Test func `a source has its kinds, the one for the whole first`() {
        #expect(ConfidenceKind.all(from: .logprobs).map(\.rawValue) == ["raw", "normalised", "first_token"])
        #expect(ConfidenceKind.all(from: .stated).map(\.rawValue) == ["stated"])
    }
}
