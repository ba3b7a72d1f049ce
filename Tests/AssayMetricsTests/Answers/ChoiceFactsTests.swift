import AssayCore
import Testing

@testable import AssayMetrics

struct ChoiceFactsTests {
    /// Keys A, A, B, C; picks A, B, unreadable, C; then a blocked sample whose key is A.
    private static let records = Records.of(
        [
            [.answered(.a, key: .a)], [.answered(.b, key: .a)], [.answered(.unreadable, key: .b)],
            [.answered(.c, key: .c)], [.blocked],
        ], groups: { [.key: ["A", "A", "B", "C", "A"][$0]] })

    @Test func `picks and keys are counted over the answers that came`() {
        let facts = ChoiceFacts(Self.records, order: .published)
        #expect(facts.answers == 4 && facts.unreadable == 1)
        #expect(facts.picks.map(\.letter) == [.a, .b, .c, .d])
        #expect(facts.picks.map(\.count) == [1, 1, 1, 0])
        #expect(facts.keys.map(\.count) == [2, 1, 1, 0])
    }

    @Test func `the commonest key letter is taken over all samples, answered or not`() {
        let facts = ChoiceFacts(Self.records, order: .published)
        #expect(facts.majority == .init(letter: .a, value: 0.6, numerator: 3, denominator: 5))
        #expect(facts.random == 0.25)
    }

    @Test func `in another order it is taken over the answers, whose keys alone are known`() {
        let facts = ChoiceFacts(Self.records, order: .shuffled(seed: 1))
        #expect(facts.majority == .init(letter: .a, value: 0.5, numerator: 2, denominator: 4))
    }

    @Test func `of letters that are equally common the first is named`() {
        let records = Records.of(
            [[.answered(.a, key: .b)], [.answered(.a, key: .c)]], groups: { [.key: ["B", "C"][$0]] })
        #expect(ChoiceFacts(records, order: .published).majority?.letter == .b)
    }

    @Test func `weights count in the shares, and then there are no counts`() {
        let records = Records.of([[.right], [.answered(.b, key: .b)]], weights: [1, 3]) { [.key: ["A", "B"][$0]] }
        let facts = ChoiceFacts(records, order: .published)
        #expect(facts.majority == .init(letter: .b, value: 0.75, numerator: nil, denominator: nil))
    }

    @Test func `without a known key or number of options there is no baseline`() {
        var builder = Records<ChoiceLabel>.Builder(trials: 1, labels: ChoiceLabel.allCases)
        builder.append([.pending], cluster: 0)
        let facts = ChoiceFacts(builder.finish(), order: .published)
        #expect(facts.majority == nil && facts.random == nil && facts.picks.isEmpty)
    }

    @Test func `recall is of the answers whose key is the letter, blocked ones of that key excluded`() throws {
        let recalls = ChoiceFacts(Self.records, order: .published).recalls(in: Self.records)
        #expect(recalls.map(\.group) == ["A", "B", "C", "D"].map { ["letter": $0] })
        #expect(recalls.map(\.numerator) == [1, 0, 1, 0])
        #expect(recalls.map(\.denominator) == [2, 1, 1, 0])
        #expect(recalls.map(\.excluded) == [1, 0, 0, 0])
        #expect(recalls[0].bounds == Bounds(low: 1 / 3, high: 2 / 3))
        #expect(recalls[3].value == nil && recalls[3].reason == "no right option was shown under this letter")
    }

    @Test func `of a run that stopped everything is over the start of its order, bounds over the plan`() {
        let records = Records.of(
            [[.answered(.a, key: .a)], [.answered(.b, key: .a)], [.open(.pending)], [.answered(.c, key: .c)]],
            groups: { [.key: ["A", "A", "A", "C"][$0]] })
        let facts = ChoiceFacts(records, order: .published, upTo: 2)
        #expect(facts.answers == 2)
        #expect(facts.picks.map(\.count) == [1, 1, 0, 0] && facts.keys.map(\.count) == [2, 0, 0, 0])
        #expect(facts.majority == .init(letter: .a, value: 1, numerator: 2, denominator: 2))
        let recalls = facts.recalls(in: records, upTo: 2)
        #expect(recalls.map(\.numerator) == [1, 0, 0, 0] && recalls.map(\.denominator) == [2, 0, 0, 0])
        // The right answer to C is known, but comes after the first pending sample.
        #expect(recalls.map(\.excluded) == [1, 0, 1, 0])
        #expect(recalls[0].bounds == Bounds(low: 1 / 3, high: 2 / 3))
        #expect(recalls[2].value == nil && recalls[2].bounds == Bounds(low: 1, high: 1))
    }

    @Test func `in another order an open record may have had any letter for its key`() {
        let recalls = ChoiceFacts(Self.records, order: .shuffled(seed: 1)).recalls(in: Self.records)
        #expect(recalls.map(\.excluded) == [1, 1, 1, 1])
    }
}
