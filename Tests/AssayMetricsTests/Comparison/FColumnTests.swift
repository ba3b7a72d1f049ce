import AssayCore
import Testing

@testable import AssayMetrics

struct FColumnTests {
    private static func run(_ letters: String, trials: Int = 1) -> Records<GradeLabel> {
        var builder = Records<GradeLabel>.Builder(trials: trials, labels: GradeLabel.allCases)
        let labels: [Character: GradeLabel] = ["c": .correct, "i": .incorrect, "n": .notAttempted]
        for (place, letter) in letters.enumerated() {
            let label = labels[letter]
            let entry = Records<GradeLabel>.Entry(
                outcome: label == nil ? .unanswered(.timedOut) : .judged, labels: label.map { [.grade: $0] } ?? [:])
            builder.append(
                Array(repeating: entry, count: trials), cluster: place, groups: ["half": place % 2 == 0 ? "a" : "b"])
        }
        return builder.finish()
    }

    private static func compared(_ first: Records<GradeLabel>, _ second: Records<GradeLabel>) -> PairedComparison {
        let identities = first.samples.map {
            SampleIdentity(id: "s\($0 + 1)", digest: Digest(of: "s\($0 + 1)"), index: $0)
        }
        let records = PairedRecords(first, second, pairing: SamplePairing(identities, identities))
        return PairedComparison(of: records, metrics: [FMeasure.mean, FMeasure.harmonic], slices: [["half"]])
    }

    // Of the whole: 2 of 4 correct with 3 attempted, and 3 of 4 with 3.
    @Test func `both means are compared, over the whole and over slices`() throws {
        let comparison = Self.compared(Self.run("ccin"), Self.run("cccn"))
        #expect(comparison.notCompared.isEmpty)
        #expect(
            comparison.differences.map(\.name) == [
                "f_mean", "f_harmonic", "f_mean", "f_harmonic", "f_mean", "f_harmonic",
            ])
        #expect(
            comparison.differences.map(\.group) == [
                [:], [:], ["half": "a"], ["half": "a"], ["half": "b"], ["half": "b"],
            ])
        let mean = try #require(comparison.differences.first)
        #expect(abs(try #require(mean.first).value - (0.5 + 2.0 / 3) / 2) < 1e-12)
        #expect(abs(try #require(mean.second).value - (0.75 + 1) / 2) < 1e-12)
        #expect(mean.pairs == 4 && mean.rose == 1 && mean.fell == 0 && mean.direction == .higher)
        #expect(comparison.flips.first?.rose == ["s3"] && comparison.flips.first?.fell == [])
        guard case .bootstrap = mean.test else {
            Issue.record("F is tested by the bootstrap")
            return
        }
        #expect(comparison.differences[2].adjustedP != nil && mean.adjustedP == nil)
    }

    @Test func `several answers a sample are one cluster`() throws {
        let comparison = Self.compared(Self.run("ccinci", trials: 3), Self.run("cccnii", trials: 3))
        #expect(comparison.differences.first?.interval?.method == "tango-linearised-clustered")
    }

    @Test func `a run that attempts nothing has no difference, and it is said why`() throws {
        let difference = try #require(Self.compared(Self.run("nn"), Self.run("cn")).differences.first)
        #expect(difference.difference == nil && difference.interval == nil && difference.test == nil)
        #expect(difference.reason == "no answer attempts one in one of the runs")
    }

    /// A run's chances of correct, incorrect and not attempted, and the second's by the first's.
    struct Design: CustomTestStringConvertible {
        let testDescription: String
        let pairs: Int
        let first: [Double]
        let second: [[Double]]

        func draw(_ generator: inout SeededGenerator) -> (String, String) {
            func letter(_ chances: [Double]) -> Int {
                let draw = generator.unit()
                return draw < chances[0] ? 0 : draw < chances[0] + chances[1] ? 1 : 2
            }
            let letters = Array("cin")
            var (one, other) = ("", "")
            for _ in 0..<pairs {
                let grade = letter(first)
                one.append(letters[grade])
                other.append(letters[letter(second[grade])])
            }
            return (one, other)
        }

        func truth(_ metric: FMeasure) -> Double {
            let chances = (0..<3).map { grade in zip(first, second).reduce(0) { $0 + $1.0 * $1.1[grade] } }
            func value(_ chances: [Double]) -> Double {
                metric.value(correct: chances[0], answers: 1, attempted: chances[0] + chances[1]) ?? 0
            }
            return value(chances) - value(first)
        }
    }

    static let designs = [
        Design(
            testDescription: "200 answers, a tenth changes", pairs: 200, first: [0.6, 0.39, 0.01],
            second: [[0.92, 0.07, 0.01], [0.1, 0.89, 0.01], [0.3, 0.5, 0.2]]),
        Design(
            testDescription: "100 answers, better", pairs: 100, first: [0.5, 0.4, 0.1],
            second: [[0.95, 0.04, 0.01], [0.3, 0.68, 0.02], [0.3, 0.2, 0.5]]),
        Design(
            testDescription: "100 answers, half attempted", pairs: 100, first: [0.3, 0.2, 0.5],
            second: [[0.8, 0.1, 0.1], [0.2, 0.6, 0.2], [0.1, 0.1, 0.8]]),
    ]

    @Test(arguments: designs)
    func `the intervals hold the true difference about as often as they say`(design: Design) {
        for metric in [FMeasure.mean, .harmonic] {
            let truth = design.truth(metric)
            let coverage = Simulation.share("\(metric.name), \(design.testDescription)", repetitions: 800, seed: 5) {
                generator in
                let (first, second) = design.draw(&generator)
                var sums = PairedGradeSums(metric)
                for (place, pair) in zip(first, second).enumerated() {
                    sums.add(
                        Grades(String(pair.0)), Grades(String(pair.1)), weight: 1, cluster: place, counts: (true, true))
                }
                guard let interval = sums.interval else { return false }
                return interval.low <= truth && truth <= interval.high
            }
            #expect((0.93...0.975).contains(coverage), "\(metric.name): \(coverage)")
        }
    }
}
