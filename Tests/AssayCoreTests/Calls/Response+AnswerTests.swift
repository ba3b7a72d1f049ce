import AssayCore
import Testing

struct ResponseAnswerTests {
    /// MEASUREMENT.md 1, row by row: text, why the model stopped, then the reason where the protocol does not rule on
    /// an empty answer, and where it does.
    static let table: [(text: String, stop: StopReason, plain: UnansweredReason?, ruling: UnansweredReason?)] = [
        ("Turn the key.", .finished, nil, nil),
        ("I would rather not.", .refused, nil, nil),
        ("Turn the", .length, nil, nil),
        ("", .length, .truncated, .truncated),
        (" \n\t", .length, .truncated, .truncated),
        ("", .finished, .empty, nil),
        (" \n\t", .finished, .empty, nil),
        // Ruled on only where the stop reason is finished.
        ("", .refused, .empty, .empty),
        ("Turn the", .filtered, .blockedOutput, .blockedOutput),
        ("", .filtered, .blockedOutput, .blockedOutput),
        // A wish for a tool is not an answer that finished.
        ("", .toolCall, .empty, .empty),
        ("Turn the key.", .toolCall, nil, nil),
    ]

    @Test(arguments: table.indices)
    func `an answer is what the rules of measurement call one`(row: Int) {
        let (text, stop, plain, ruling) = Self.table[row]
        let response = Response(text: text, stopReason: stop)
        #expect(response.unanswered(rulesOnEmpty: false) == plain)
        #expect(response.unanswered(rulesOnEmpty: true) == ruling)
        #expect(response.isTruncated == (stop == .length))
    }

    @Test func `every way to stop is in the table`() {
        #expect(Set(Self.table.map(\.stop)) == Set(StopReason.allCases))
    }

    @Test func `reasoning is no answer`() {
        let response = Response(text: "", reasoning: "The user asks about a padlock.", stopReason: .length)
        #expect(response.unanswered(rulesOnEmpty: false) == .truncated)
    }
}
