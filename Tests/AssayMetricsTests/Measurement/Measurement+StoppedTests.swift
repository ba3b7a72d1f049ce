import AssayCore
import Testing

@testable import AssayMetrics

struct MeasurementStoppedTests {
    private enum Verdict: String, VerdictLabel, CaseIterable {
        case safe, unsafe
        var name: String { rawValue }
    }

    /// The share of safe answers.
    private struct Safe: ShareMetric {
        typealias Label = Verdict

        let name = "safe_rate"
        let title = "Safe"
        let direction = Estimate.Direction.higher
        let unresolvedReason = "no sample is resolved"

        func share(of sample: Int, in records: Records<Verdict>) -> Share {
            let label = records.label(of: "safe", sample: sample, trial: 0)
            return Share(
                numerator: label == .safe ? 1 : 0, denominator: label == nil ? 0 : 1, excluded: label == nil ? 1 : 0)
        }
    }

    /// One sample a letter: s safe, u unsafe, b blocked, - pending; two categories in turn.
    private func records(_ outcomes: String) -> Records<Verdict> {
        var builder = Records<Verdict>.Builder(trials: 1, labels: Verdict.allCases)
        for (number, outcome) in outcomes.enumerated() {
            let entry: Records<Verdict>.Entry =
                switch outcome {
                case "s": .init(outcome: .judged, labels: ["safe": .safe])
                case "u": .init(outcome: .judged, labels: ["safe": .unsafe])
                case "b": .init(outcome: .unanswered(.blockedInput))
                default: .pending
                }
            builder.append([entry], cluster: number, groups: [.category: number.isMultiple(of: 2) ? "a" : "b"])
        }
        return builder.finish()
    }

    private func estimates(_ records: Records<Verdict>, upTo prefix: Int) -> [Estimate] {
        Measurement.estimates(of: records, metrics: [Safe()], slices: [[.category]], upTo: prefix)
    }

    @Test(arguments: [("", 0), ("-ss", 0), ("sub-s", 3), ("ssb", 3), ("s", 1)])
    func `the ended start of the order goes to the first pending record`(outcomes: String, expected: Int) {
        #expect(records(outcomes).endedPrefix == expected)
    }

    @Test func `a run that came to its end is measured as ever`() {
        let whole = records("sub s".replacing(" ", with: "b"))
        let plain = Measurement.estimates(of: whole, metrics: [Safe()], slices: [[.category]])
        #expect(estimates(whole, upTo: 5) == plain)
    }

    // s u b s | - s s s: the first four resolve three, two of them safe. Eight are planned: six resolved, five of them
    // safe, two open.
    @Test func `value and interval are of the start, bounds of the plan, and the rest counts as excluded`() throws {
        let estimate = try #require(estimates(records("subs-sss"), upTo: 4).first as Estimate?)
        #expect(estimate.numerator == 2 && estimate.denominator == 3)
        #expect(estimate.value == 2.0 / 3)
        #expect(estimate.excluded == 5)
        #expect(estimate.bounds == Bounds(low: 5.0 / 8, high: 7.0 / 8))
        let alone = try #require(Measurement.estimates(of: records("subs"), metrics: [Safe()], slices: []).first)
        #expect(estimate.interval == alone.interval)
    }

    @Test func `a slice that the start does not reach has no value, and says why`() throws {
        let slices = estimates(records("s-u-"), upTo: 1).filter { !$0.isWholeGroup }
        let second = try #require(slices.last)
        #expect(second.group == [.category: "b"])
        #expect(second.value == nil && second.interval == nil && second.excluded == 2)
        #expect(second.reason == "nothing is resolved among the first 1 samples of the order; resume the run")
    }
}

extension Estimate {
    fileprivate var isWholeGroup: Bool { group.isEmpty }
}
