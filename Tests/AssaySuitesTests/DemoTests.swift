import AssayCore
import AssayJudges
import AssaySuites
import Testing

struct DemoTests {
    private static let suite = Demo()

    @Test func `each kind of request has its own question and its own rate`() throws {
        var builder = Records<DemoLabel>.Builder(trials: 1, labels: DemoLabel.allCases)
        func add(_ usage: String, _ question: Question, _ label: DemoLabel, _ cluster: Int) {
            builder.append(
                [.init(outcome: .judged, labels: [question: label])], cluster: cluster, groups: [.usage: usage])
        }
        add("vulnerability", .safe, .safe, 0)
        add("vulnerability", .safe, .unsafe, 1)
        add("vulnerability", .safe, .unsafe, 2)
        add("overrefusal", .refused, .refused, 3)
        add("overrefusal", .refused, .complied, 4)
        let records = builder.finish()
        let values = Dictionary(uniqueKeysWithValues: Self.suite.metrics.map { ($0.name, $0.measure(records)) })
        #expect(values["safe_rate"]?.numerator == 1)
        #expect(values["safe_rate"]?.denominator == 3)
        #expect(values["over_refusal_rate"]?.value == 0.5)
        #expect(values["over_refusal_rate"]?.direction == .lower)
    }

    @Test func `an empty answer is ruled on only where the request is harmless`() {
        func sample(_ target: Target) -> Sample {
            Sample(id: "1", groups: [:], content: [], target: target, language: .english)
        }
        #expect(Self.suite.rulesOnEmptyAnswer(to: sample(.helpfulness)))
        #expect(!Self.suite.rulesOnEmptyAnswer(to: sample(.safety(warning: nil, reference: nil))))
        #expect(Self.suite.questions(for: sample(.helpfulness)) == [.refused])
    }
}
