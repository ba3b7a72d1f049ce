import AssayCore
import AssayTestSupport
import Testing

@testable import AssayJudges

struct JuryJudgeTests {
    @Test(arguments: [
        (["safe", "safe", "unsafe"], Ruling<SIUOLabel>.label(.safe)), (["unsafe", "?", "unsafe"], .label(.unsafe)),
        (["safe", "?", "unsafe"], .unresolved(.tied, isResumable: false)),
        (["safe", "?", "?"], .unresolved(.noQuorum, isResumable: false)),
    ])
    func `the majority of the readable votes of an independent panel rules`(
        _ votes: [String], _ ruling: Ruling<SIUOLabel>
    ) async throws {
        let bench = JuryBench(weights: votes.map { _ in 1 }, rounds: 0)
        let course = try await bench.deliberate { JuryBench.reply(votes[$0.place.juror - 1], of: $0) }
        #expect(course.verdict.rulings == [.safe: ruling])
        #expect(course.verdict.votes.map(\.juror) == [1, 2, 3])
    }

    /// A pattern of first votes, bit by bit, and how many dissenters make a juror change its mind.
    private static let patterns = (0..<32).flatMap { pattern in
        (1...4).flatMap { k in [false, true].map { (pattern: pattern, k: k, exactly: $0) } }
    }

    /// The same worked out without any of our code: jurors count heads and flip, then heads are counted.
    private static func expected(
        _ pattern: Int, k: Int, exactly: Bool
    ) -> (first: String, last: String, ruling: SIUOLabel, rating: Int) {
        let first = (0..<5).map { pattern >> $0 & 1 == 1 }
        let last = first.indices.map { seat in
            let dissent = first.filter { $0 != first[seat] }.count
            return (exactly ? dissent == k : dissent >= k) ? !first[seat] : first[seat]
        }
        // Seats count from 1, so that odd seats have even indices: unsafe rates 1, 2, 1, 2, 1 and safe 5, 4, 5, 4, 5.
        let ratings = last.enumerated().map { $1 ? ($0 % 2 == 0 ? 1 : 2) : ($0 % 2 == 0 ? 5 : 4) }.sorted()
        let words = [first, last].map { $0.map { $0 ? "u" : "s" }.joined() }
        return (words[0], words[1], last.filter { $0 }.count > 2 ? .unsafe : .safe, ratings[2])
    }

    @Test(arguments: patterns)
    private func `jurors that flip when k others dissent come to the consensus worked out by hand`(
        pattern: Int, k: Int, exactly: Bool
    ) async throws {
        let course = try await JuryBench().deliberate { call in
            let mind = call.place.round == 0 ? nil : call.triples
            let first = pattern >> (call.place.juror - 1) & 1 == 1 ? "unsafe" : "safe"
            let dissent = mind?.others.filter { $0 != mind?.own }.count ?? 0
            let flips = exactly ? dissent == k : dissent >= k
            let label = mind?.own ?? first
            return JuryBench.reply(mind != nil && flips ? (label == "safe" ? "unsafe" : "safe") : label, of: call)
        }
        let expected = Self.expected(pattern, k: k, exactly: exactly)
        #expect(course.votes(0) == expected.first)
        #expect(course.votes(1) == expected.last)
        #expect(course.verdict.rulings == [.safe: .label(expected.ruling)])
        #expect(course.verdict.rating == expected.rating)
        #expect(course.calls.count == 10)
    }

    /// First votes and those of each later round, what they come to, and how many rounds there were.
    private struct Case: Sendable, CustomTestStringConvertible {
        let rounds: [String]
        var planned = 1
        let votes: [String]
        let ruling: Ruling<SIUOLabel>
        let rating: Int?
        var testDescription: String { rounds.joined(separator: " ") }
    }

    /// `s` rates 5 or 4 by odd or even seat, `u` 1 or 2; `?` cannot be read, `!` times out, `x` is blocked.
    private static let cases: [Case] = [
        // A juror that says nothing readable keeps its last vote, and its rating: 5 4 5 2 1.
        Case(rounds: ["sssuu", "ss?uu"], votes: ["sssuu", "ssSuu"], ruling: .label(.safe), rating: 4),
        Case(rounds: ["sssuu", "x!?xx"], votes: ["sssuu", "SSSUU"], ruling: .label(.safe), rating: 4),
        // It takes part again without a vote of its own.
        Case(rounds: ["ss?uu", "ssuuu"], votes: ["ss-uu", "ssuuu"], ruling: .label(.unsafe), rating: 2),
        // Two against two: one more round, in which the juror that is not read keeps its vote of the first round.
        Case(
            rounds: ["ss?uu", "ss?uu", "?suus"], votes: ["ss-uu", "ss-uu", "Ssuus"], ruling: .label(.safe), rating: 4),
        Case(
            rounds: ["ss?uu", "ss?uu", "ss?uu"], votes: ["ss-uu", "ss-uu", "ss-uu"],
            ruling: .unresolved(.tied, isResumable: false), rating: nil),
        Case(
            rounds: ["ss!uu", "ss!uu", "ss!uu"], votes: ["ss-uu", "ss-uu", "ss-uu"],
            ruling: .unresolved(.tied, isResumable: true), rating: nil),
        // Without deliberation a tie is one at once.
        Case(
            rounds: ["ss?uu"], planned: 0, votes: ["ss-uu"], ruling: .unresolved(.tied, isResumable: false),
            rating: nil),
        // A quorum counts carried votes; a juror that failed for now does not open a verdict again.
        Case(rounds: ["uu!!u", "?!!!?"], votes: ["uu--u", "UU--U"], ruling: .label(.unsafe), rating: 1),
        Case(
            rounds: ["uu???", "uu???"], votes: ["uu---", "uu---"], ruling: .unresolved(.noQuorum, isResumable: false),
            rating: nil),
        Case(
            rounds: ["uu??!", "uu??!"], votes: ["uu---", "uu---"], ruling: .unresolved(.noQuorum, isResumable: true),
            rating: nil),
        Case(rounds: ["uu???", "uuu??"], votes: ["uu---", "uuu--"], ruling: .label(.unsafe), rating: 1),
        // Nobody to deliberate with: no second round.
        Case(
            rounds: ["?????"], votes: ["-----"], ruling: .unresolved(.noQuorum, isResumable: false), rating: nil),
        Case(
            rounds: ["sssss", "sssuu", "uuuuu"], planned: 2, votes: ["sssss", "sssuu", "uuuuu"],
            ruling: .label(.unsafe), rating: 1),
    ]

    /// The reply of a juror for a letter of a case.
    private static func reply(_ votes: [String], to call: Call) throws(ModelError) -> String {
        let round = Array(votes[call.place.round])
        switch round[call.place.juror - 1] {
        case "s": return JuryBench.reply("safe", of: call)
        case "u": return JuryBench.reply("unsafe", of: call)
        case "!": throw .timedOut
        case "x": throw .blockedInput(categories: [])
        default: return "I cannot tell."
        }
    }

    @Test(arguments: cases)
    private func `rounds, ties, quorum and carried votes are ruled as worked out by hand`(_ given: Case) async throws {
        let course = try await JuryBench(rounds: given.planned).deliberate { call throws(ModelError) in
            try Self.reply(given.rounds, to: call)
        }
        #expect(given.votes.indices.map(course.votes) == given.votes)
        #expect(course.verdict.votes.count == 5 * given.votes.count)
        #expect(course.verdict.rulings == [.safe: given.ruling])
        #expect(course.verdict.rating == given.rating)
    }

    @Test(arguments: [
        (["sssss"], ["sssss"]), (["sss?s"], ["sss-s"]), (["sssus", "sssss"], ["sssus", "sssss"]),
        // Two that agree are no quorum.
        (["ss???", "ss???"], ["ss---", "ss---"]),
    ])
    func `a jury may stop as soon as it is unanimous`(_ rounds: [String], _ votes: [String]) async throws {
        var bench = JuryBench(rounds: rounds.count == 1 ? 3 : 1)
        bench.plan.stopsWhenUnanimous = true
        let course = try await bench.deliberate { call throws(ModelError) in try Self.reply(rounds, to: call) }
        #expect(votes.indices.map(course.votes) == votes)
        #expect(course.verdict.votes.map(\.round).max() == votes.count - 1)
    }

    /// Every pattern of five votes, each safe, unsafe or unreadable.
    @Test
    func `a sequential jury rules as all first votes would where the first three agree, and else as the full jury`()
        async throws
    {
        var sequential = JuryBench(rounds: 1)
        sequential.plan.isSequential = true
        let (full, panel) = (JuryBench(rounds: 1), JuryBench(rounds: 0))
        for number in 0..<243 {
            var rest = number
            let first = String(
                (0..<5).map { _ -> Character in
                    defer { rest /= 3 }
                    return Array("su?")[rest % 3]
                })
            let second = String(first.reversed())
            let script: @Sendable (Call) throws(ModelError) -> String = { call throws(ModelError) in
                try Self.reply([first, second, second], to: call)
            }
            let course = try await sequential.deliberate(script)
            if first.hasPrefix("sss") || first.hasPrefix("uuu") {
                #expect(course.places == ["1/0", "2/0", "3/0"])
                #expect(course.verdict.votes.count == 3)
                #expect(course.verdict.rulings == (try await panel.deliberate(script)).verdict.rulings)
            } else {
                let whole = try await full.deliberate(script)
                #expect(course.verdict == whole.verdict, "\(first)")
                #expect(course.places == whole.places)
            }
        }
    }

    @Test func `one juror's first vote alone may rule, read or not`() async throws {
        for (juror, ruling, rating) in [
            (1, Ruling<SIUOLabel>.label(.safe), Int?.some(5)), (5, .label(.unsafe), 1),
            (3, .unresolved(.unreadable, isResumable: false), nil),
            (4, .unresolved(.judgeFailed, isResumable: true), nil),
        ] {
            var bench = JuryBench()
            bench.plan.reduction = .juror(juror)
            let course = try await bench.deliberate { call throws(ModelError) in
                try Self.reply(["ss?!u", "uuuus"], to: call)
            }
            #expect(course.verdict.rulings == [.safe: ruling])
            #expect(course.verdict.rating == rating)
            #expect(course.votes(1) == "uuuus")
        }
    }

    @Test func `a rating that contradicts is asked about once, kept and marked`() async throws {
        let course = try await JuryBench(rounds: 0).deliberate { call in
            JuryBench.reply("unsafe", rating: call.place.juror == 2 ? 5 : 1, of: call)
        }
        #expect(course.verdict.votes.map(\.contradicts) == [false, true, false, false, false])
        #expect(course.verdict.votes.map(\.rating) == [1, 5, 1, 1, 1])
        #expect(course.places == ["1/0", "2/0", "2/0", "3/0", "4/0", "5/0"])
        #expect(course.verdict.rating == 1)
    }

    @Test func `what stops the run stops it`() async throws {
        await #expect(throws: ModelError.unauthorized(status: 401)) {
            try await JuryBench().deliberate { call throws(ModelError) in
                guard call.place.juror != 4 else { throw .unauthorized(status: 401) }
                return JuryBench.reply("safe", of: call)
            }
        }
    }
}
