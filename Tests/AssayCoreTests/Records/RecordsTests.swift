import AssayCore
import Testing

struct RecordsTests {
    enum Color: String, VerdictLabel, CaseIterable {
        case red, green, blue

        var name: String { rawValue }
    }

    typealias Entry = Records<Color>.Entry

    static func judged(_ labels: [Question: Color], isTruncated: Bool = false) -> Entry {
        Entry(outcome: .judged, isTruncated: isTruncated, labels: labels)
    }

    /// Four samples of two trials each.
    static let records: Records<Color> = {
        var builder = Records<Color>.Builder(trials: 2, labels: Color.allCases)
        builder.append([.pending, .pending], cluster: 0, groups: [.category: "b"])
        builder.append(
            [judged(["hue": .red]), Entry(outcome: .unanswered(.blockedInput))], weight: 2.5, cluster: 0,
            groups: [.category: "a", .language: "en"])
        builder.append(
            [
                judged(["hue": .blue, "shade": .green], isTruncated: true),
                Entry(outcome: .unanswered(.truncated)),
            ], cluster: 2, groups: [.language: "zh", .category: "b"])
        builder.append(
            [Entry(outcome: .unjudged(.partial), labels: ["shade": .red]), judged(["hue": .green])], weight: 0.5,
            cluster: 3)
        return builder.finish()
    }()

    @Test func `the first sample of a value is found in the whole run, from any slice`() {
        let records = Self.records.filtered(.category, "a")
        #expect(records.samples == [1])
        #expect(records.first(where: .category, is: "b") == 0)
        #expect(records.first(where: .language, is: "zh") == 2)
        #expect(records.first(where: .category, is: "c") == nil)
        #expect(records.first(where: .usage, is: "b") == nil)
    }

    @Test func `labels come back to their sample, trial and question`() {
        func labels(_ question: Question) -> [[Color?]] {
            Self.records.samples.map { sample in
                (0..<2).map { Self.records.label(of: question, sample: sample, trial: $0) }
            }
        }
        #expect(labels("hue") == [[nil, nil], [.red, nil], [.blue, nil], [nil, .green]])
        #expect(labels("shade") == [[nil, nil], [nil, nil], [.green, nil], [.red, nil]])
        #expect(labels("texture") == [[nil, nil], [nil, nil], [nil, nil], [nil, nil]])
    }

    @Test func `outcomes come back, and a cut answer is one with or without text`() {
        let outcomes = Self.records.samples.map { sample in
            (0..<2).map { Self.records.outcome(of: sample, trial: $0) }
        }
        #expect(
            outcomes == [
                [.pending, .pending], [.judged, .unanswered(.blockedInput)], [.judged, .unanswered(.truncated)],
                [.unjudged(.partial), .judged],
            ])
        let truncated = Self.records.samples.map { sample in
            (0..<2).map { Self.records.isTruncated(sample, trial: $0) }
        }
        #expect(truncated == [[false, false], [false, false], [true, true], [false, false]])
    }

    @Test(arguments: Outcome.all)
    func `every outcome is kept`(outcome: Outcome) {
        var builder = Records<Color>.Builder(trials: 1, labels: Color.allCases)
        builder.append([Entry(outcome: outcome)], cluster: 0)
        let records = builder.finish()
        #expect(records.outcome(of: 0, trial: 0) == outcome)
        #expect(records.outcomeCounts.map(\.outcome) == [outcome])
    }

    @Test func `weights, clusters and groups come back, also those that came late or never`() {
        #expect(Self.records.trials == 2)
        #expect(Self.records.samples.map(Self.records.weight) == [1, 2.5, 1, 0.5])
        #expect(Self.records.samples.map(Self.records.cluster) == [0, 0, 2, 3])
        #expect(Self.records.samples.map { Self.records.value(of: .category, sample: $0) } == ["b", "a", "b", nil])
        #expect(Self.records.samples.map { Self.records.value(of: .language, sample: $0) } == [nil, "en", "zh", nil])
        #expect(Self.records.value(of: .usage, sample: 0) == nil)
    }

    @Test func `outcomes are counted over records, in their fixed order`() {
        func named(_ records: Records<Color>) -> [String] {
            records.outcomeCounts.map { "\($0.outcome.name) \($0.count)" }
        }
        #expect(
            named(Self.records) == ["judged 3", "partial 1", "blocked_input 1", "truncated 1", "pending 2"])
        #expect(named(Self.records.filtered(.category, "a")) == ["judged 1", "blocked_input 1"])
    }

    @Test func `a filter keeps the indices and the order of its samples`() {
        let part = Self.records.filtered(.category, "b")
        #expect(part.samples == [0, 2])
        #expect(part.label(of: "hue", sample: 2, trial: 0) == .blue)
        #expect(part.filtered(.language, "zh").samples == [2])
        #expect(part.filtered(.language, "en").samples == [])
        #expect(Self.records.filtered(.category, "c").samples == [])
        #expect(Self.records.filtered(.usage, "b").samples == [])
    }

    @Test func `slices are the combinations that occur, in order of their values`() {
        let slices = Self.records.sliced(by: [.category, .language])
        #expect(slices.map(\.group) == [[.category: "a", .language: "en"], [.category: "b", .language: "zh"]])
        #expect(slices.map(\.records.samples) == [[1], [2]])
        #expect(Self.records.sliced(by: [.category]).map(\.records.samples) == [[1], [0, 2]])
        #expect(Self.records.sliced(by: [.category, .usage]).isEmpty)
    }

    @Test func `slices of a part hold only the part's samples`() {
        let slices = Self.records.filtered(.category, "b").sliced(by: [.language])
        #expect(slices.map(\.group) == [[.language: "zh"]])
        #expect(slices.map(\.records.samples) == [[2]])
    }

    @Test func `records without rulings do not slow down those after them`() {
        // After one early ruling every later record has to note that it has none. Work in proportion to what is there
        // already would make this test take half a minute.
        var builder = Records<Color>.Builder(trials: 1, labels: Color.allCases)
        builder.append([Self.judged(["hue": .red, "shade": .red])], cluster: 0, groups: [.category: "a"])
        for cluster in 1..<300_000 { builder.append([.pending], cluster: cluster) }
        let records = builder.finish()
        #expect(records.label(of: "hue", sample: 0, trial: 0) == .red)
        #expect(records.label(of: "hue", sample: 299_999, trial: 0) == nil)
        #expect(records.value(of: .category, sample: 299_999) == nil)
        #expect(records.filtered(.category, "a").samples == [0])
    }
}
