import AssayCore
import AssayMetrics
import Testing

/// A record of a multiple-choice run: what was picked and where the right option stood, or how it ended without an answer.
enum Pick {
    case answered(ChoiceLabel, key: ChoiceLabel)
    case open(Outcome)

    var entry: Records<ChoiceLabel>.Entry {
        switch self {
        case .answered(let choice, let key): .init(outcome: .judged, labels: [.choice: choice, .key: key])
        case .open(let outcome): .init(outcome: outcome)
        }
    }

    static let right = answered(.a, key: .a)
    static let wrong = answered(.b, key: .a)
    static let unreadable = answered(.unreadable, key: .a)
    static let blocked = open(.unanswered(.blockedInput))
    static let failed = open(.unanswered(.timedOut))
}

extension Records<ChoiceLabel> {
    static func of(
        _ samples: [[Pick]], weights: [Double]? = nil, groups: (Int) -> [Group: String] = { _ in [.key: "A"] }
    ) -> Records {
        var builder = Builder(trials: samples.first?.count ?? 1, labels: ChoiceLabel.allCases)
        for (index, picks) in samples.enumerated() {
            builder.append(
                picks.map(\.entry), weight: weights?[index] ?? 1, cluster: index,
                groups: groups(index).merging([.options: "4"]) { own, _ in own })
        }
        return builder.finish()
    }
}

struct ChoiceShareTests {
    private static let all = [
        ChoiceShare.accuracy, .accuracyAsMet, .accuracyReadable, .unreadable,
    ]

    @Test func `the names are the settled ones`() {
        #expect(
            Self.all.map(\.name) == ["accuracy", "accuracy_system", "accuracy_readable", "unreadable_rate"])
    }

    /// Three right, two wrong, one unreadable, two blocked, one failed.
    @Test func `an unreadable answer is wrong, a block and a failure are excluded and bounded`() throws {
        let records = Records.of([
            [.right], [.right], [.right], [.wrong], [.wrong], [.unreadable], [.blocked], [.blocked], [.failed],
        ])
        let expected: [(counted: Double, of: Double, excluded: Int, low: Double, high: Double)] = [
            (3, 6, 3, 3 / 9, 6 / 9), (3, 8, 1, 3 / 9, 4 / 9), (3, 5, 3, 3 / 8, 6 / 8), (1, 6, 3, 1 / 9, 4 / 9),
        ]
        for (metric, expected) in zip(Self.all, expected) {
            let estimate = metric.measure(records)
            #expect(estimate.numerator == expected.counted, "\(metric.name)")
            #expect(estimate.denominator == expected.of, "\(metric.name)")
            #expect(estimate.excluded == expected.excluded, "\(metric.name)")
            #expect(estimate.bounds == Bounds(low: expected.low, high: expected.high), "\(metric.name)")
            #expect(estimate.value == expected.counted / expected.of)
        }
        #expect(ChoiceShare.accuracy.measure(records).interval?.method == "wilson")
    }

    @Test func `with nothing to count there is no value but a reason`() {
        let unreadable = ChoiceShare.accuracyReadable.measure(.of([[.unreadable], [.unreadable]]))
        #expect(unreadable.value == nil && unreadable.reason == "no answer has a letter that can be read")
        let blocked = ChoiceShare.accuracy.measure(.of([[.blocked]]))
        #expect(blocked.value == nil && blocked.reason == "no answer has come")
        #expect(blocked.bounds == Bounds(low: 0, high: 1))
    }

    /// MEASUREMENT 4: the sample's value is the mean over its trials; here 3/4, 1/4 and 2/4.
    @Test func `over rotations the value is the mean of the samples' means, and the sample is the cluster`() throws {
        let records = Records.of([
            [.right, .right, .wrong, .right], [.wrong, .unreadable, .right, .wrong], [.right, .wrong, .right, .wrong],
        ])
        let estimate = ChoiceShare.accuracy.measure(records)
        #expect(estimate.value == 0.5)
        #expect(estimate.interval?.method == "wilson-clustered")
        #expect(estimate.numerator == 6 && estimate.denominator == 12)
    }

    /// Every completion of every open record: right, wrong or unreadable.
    static func completions(_ picks: [Pick]) -> [[Pick]] {
        picks.reduce([[]]) { done, pick in
            done.flatMap { start -> [[Pick]] in
                guard case .open = pick else { return [start + [pick]] }
                return [Pick.right, .wrong, .unreadable].map { start + [$0] }
            }
        }
    }

    @Test(arguments: 1...60)
    func `the bounds are the extremes over every completion`(seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        let trials = Int.random(in: 1...3, using: &generator)
        let kinds: [Pick] = [.right, .wrong, .unreadable, .blocked, .failed, .open(.pending)]
        var open = 0
        let samples = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            (0..<trials).map { _ -> Pick in
                // Six open records are 729 completions.
                let pick = kinds[Int.random(in: 0..<(open < 6 ? 6 : 3), using: &generator)]
                if case .open = pick { open += 1 }
                return pick
            }
        }
        let weights = samples.map { _ in [0.5, 1, 1, 3][Int.random(in: 0..<4, using: &generator)] }
        for metric in [ChoiceShare.accuracy, .accuracyReadable, .unreadable] {
            let estimate = metric.measure(.of(samples, weights: weights))
            let values = Self.completions(samples.flatMap(\.self)).compactMap { flat in
                metric.measure(
                    .of(
                        samples.indices.map { Array(flat[$0 * trials..<($0 + 1) * trials]) }, weights: weights)
                ).value
            }
            #expect(isClose(estimate.bounds?.low, values.min()), "\(metric.name)")
            #expect(isClose(estimate.bounds?.high, values.max()), "\(metric.name)")
            if let value = estimate.value, let bounds = estimate.bounds {
                #expect(bounds.low <= value + 1e-12 && value <= bounds.high + 1e-12)
            }
        }
    }

    /// Blocks are wrong for the one who meets the endpoint; everything else stays as it was.
    @Test(arguments: 1...20)
    func `the reading of the endpoint is that of the same records with wrong answers for blocks`(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let kinds: [Pick] = [.right, .wrong, .unreadable, .blocked, .failed]
        let picks = (0..<12).map { _ in kinds[Int.random(in: 0..<5, using: &generator)] }
        let met = picks.map { pick -> Pick in
            if case .open(let outcome) = pick, outcome.isBlocked { .wrong } else { pick }
        }
        let system = ChoiceShare.accuracyAsMet.measure(.of(picks.map { [$0] }))
        let plain = ChoiceShare.accuracy.measure(.of(met.map { [$0] }))
        #expect(system.value == plain.value && system.bounds == plain.bounds && system.excluded == plain.excluded)
    }

    /// PROTOCOLS 3.3, the last column, through our metric.
    @Test(arguments: PublishedSIUOTests.rows.filter { $0.counts.count == 4 })
    func `the published accuracies are counts of 167, and our metric gives them`(row: PublishedSIUOTests.Row) {
        let picks = (0..<167).map { [$0 < row.counts[3] ? Pick.right : .wrong] }
        let estimate = ChoiceShare.accuracy.measure(.of(picks))
        #expect(estimate.numerator == Double(row.counts[3]) && estimate.denominator == 167)
        #expect(
            estimate.value.map(PublishedSIUOTests.printed) == PublishedSIUOTests.printed(row.percentages[3] / 100))
    }
}
