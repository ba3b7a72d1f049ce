import AssayCore
import Testing

@testable import AssayMetrics

/// Records of answers to multiple choice with four options.
struct Answered {
    var outcome = Outcome.judged
    var choice: ChoiceLabel? = .a
    var key: ChoiceLabel = .a
    var confidence: Confidence?
    var searches = 0

    static func raw(_ first: Double, isRight: Bool, searches: Int = 0) -> Answered {
        Answered(
            key: isRight ? .a : .b, confidence: Confidence(letters: [first, 0, 0, 0], unlisted: 3, firstToken: first),
            searches: searches)
    }

    static func open(_ outcome: Outcome) -> Answered { Answered(outcome: outcome, choice: nil) }

    var entry: Records<ChoiceLabel>.Entry {
        var entry = Records<ChoiceLabel>.Entry(
            outcome: outcome, labels: choice.map { [.choice: $0, .key: key] } ?? [:])
        (entry.confidence, entry.searches) = (confidence, searches)
        return entry
    }

    static func records(_ samples: [[Answered]], weights: [Double]? = nil) -> Records<ChoiceLabel> {
        var builder = Records<ChoiceLabel>.Builder(trials: samples.first?.count ?? 1, labels: ChoiceLabel.allCases)
        for (index, sample) in samples.enumerated() {
            builder.append(sample.map(\.entry), weight: weights?[index] ?? 1, cluster: index)
        }
        return builder.finish()
    }
}

struct CalibrationTests {
    /// The six of `ReliabilityBinsTests`, and one of each kind that has no confidence.
    private static let six: [[Answered]] = [
        [.raw(0.9, isRight: true)], [.raw(0.8, isRight: false)], [.raw(0.8, isRight: true)],
        [.raw(0.3, isRight: false)], [.raw(0.3, isRight: true)], [.raw(0.1, isRight: false)],
    ]
    private static let ten =
        six + [
            [Answered(key: .b)], [Answered(choice: .unreadable, confidence: Confidence(firstToken: 0.5))],
            [.open(.unanswered(.blockedInput))], [.open(.pending)],
        ]

    private func estimate(
        _ calibration: Calibration, _ name: String, _ group: [Group: String] = [:]
    ) throws -> Estimate {
        try #require(calibration.estimates.first { $0.name == name && $0.group == group }, "\(name) \(group)")
    }

    @Test func `the hand-worked six give the hand-worked numbers`() throws {
        let calibration = Calibration(of: Answered.records(Self.six), from: .logprobs)
        let expected = [
            "expected_calibration_error": 0.2, "expected_calibration_error_equal_mass": 0.2, "brier_score": 1.28 / 6,
            "auroc": 7.0 / 9, "mean_confidence": 3.2 / 6,
        ]
        for (name, value) in expected {
            for group in [[:], [.confidence: "raw"], [.confidence: "first_token"]] as [[Group: String]] {
                let found = try estimate(calibration, name, group)
                #expect(abs(try #require(found.value) - value) < 1e-15, "\(name)")
                #expect(found.resolved == 6 && found.excluded == 0)
            }
        }
        let brier = try estimate(calibration, "brier_score")
        #expect(abs(try #require(brier.numerator) - 1.28) < 1e-15 && brier.denominator == 6)
        #expect(brier.direction == .lower && brier.interval?.method == "wilson-linearised")
        let error = try estimate(calibration, "expected_calibration_error")
        #expect(error.numerator == nil && error.denominator == nil && error.interval == nil && error.bounds == nil)
        let right = try estimate(calibration, "mean_confidence", [.confidence: "raw", .answer: "correct"])
        let wrong = try estimate(calibration, "mean_confidence", [.confidence: "raw", .answer: "incorrect"])
        #expect(abs(try #require(right.value) - 2.0 / 3) < 1e-15)
        #expect(abs(try #require(wrong.value) - 0.4) < 1e-15)
    }

    @Test func `what has no confidence is excluded by its reason, and bounds reach over it`() throws {
        let calibration = Calibration(of: Answered.records(Self.ten), from: .logprobs)
        let reading = calibration.readings[0]
        #expect(reading.answers == 6 && reading.coverage == 0.6)
        let excluded = reading.excluded
        #expect(excluded.withoutConfidence == 1 && excluded.withoutLetter == 1 && excluded.ungraded == 0)
        #expect(excluded.unanswered == 1 && excluded.pending == 1 && excluded.count == 4)
        let brier = try estimate(calibration, "brier_score")
        #expect(brier.resolved == 6 && brier.excluded == 4)
        #expect(abs(try #require(brier.bounds?.low) - 0.128) < 1e-15)
        #expect(abs(try #require(brier.bounds?.high) - 0.528) < 1e-15)
        // The wrong answer, the one without a letter and the two that are open may be no right ones; or the two may be.
        #expect(try estimate(calibration, "mean_confidence", [.confidence: "raw", .answer: "correct"]).excluded == 2)
        #expect(try estimate(calibration, "mean_confidence", [.confidence: "raw", .answer: "incorrect"]).excluded == 4)
        // The first token of an answer without a letter is no confidence in a letter.
        #expect(calibration.readings[2].kind == .firstToken && calibration.readings[2].answers == 6)
        #expect(calibration.letters?.answers == 6 && calibration.letters?.unlisted == 18)
        #expect(calibration.letters.map { abs($0.meanMass - 3.2 / 6) < 1e-15 } == true)
    }

    /// q = 0.5, 0.25, 0.25, 0 with B right: 0.25 + 0.5625 + 0.0625; normalised from a mass of 0.8.
    @Test func `Brier's score over all letters uses what is normalised`() throws {
        let answer = Answered(key: .b, confidence: Confidence(letters: [0.4, 0.2, 0.2, 0], unlisted: 1))
        let calibration = Calibration(of: Answered.records([[answer], [answer]]), from: .logprobs)
        let score = try estimate(calibration, "brier_multiclass")
        #expect(abs(try #require(score.value) - 0.875) < 1e-15)
        #expect(try estimate(calibration, "brier_multiclass", [.confidence: "normalised"]).value == score.value)
        #expect(!calibration.estimates.contains { $0.name == "brier_multiclass" && $0.group == [.confidence: "raw"] })
        let raw = try estimate(calibration, "mean_confidence", [.confidence: "raw"])
        let normalised = try estimate(calibration, "mean_confidence", [.confidence: "normalised"])
        #expect(abs(try #require(raw.value) - 0.4) < 1e-15)
        #expect(abs(try #require(normalised.value) - 0.5) < 1e-15)
        #expect(try estimate(calibration, "auroc").reason == "no answer with a confidence is right")
    }

    @Test func `letters without any probability are no confidence once normalised`() throws {
        let nothing = Answered(confidence: Confidence(letters: [0, 0, 0, 0], unlisted: 4))
        let calibration = Calibration(of: Answered.records([[nothing]]), from: .logprobs)
        #expect(try estimate(calibration, "mean_confidence").value == 0)
        #expect(try estimate(calibration, "mean_confidence", [.confidence: "normalised"]).value == nil)
    }

    @Test func `answers to questions of fact are right where they are graded correct`() throws {
        var builder = Records<GradeLabel>.Builder(trials: 1, labels: GradeLabel.allCases)
        let grades: [(GradeLabel?, Double?)] = [
            (.correct, 0.75), (.incorrect, 0.5), (.notAttempted, 0.25), (nil, 0.5), (.correct, nil),
        ]
        for (index, (grade, stated)) in grades.enumerated() {
            var entry = Records<GradeLabel>.Entry(
                outcome: grade == nil ? .unjudged(.unreadable) : .judged, labels: grade.map { [.grade: $0] } ?? [:])
            entry.confidence = stated.map { Confidence(stated: $0) }
            builder.append([entry], cluster: index)
        }
        let calibration = Calibration(of: builder.finish(), from: .stated)
        // 0.0625 + 0.25 + 0.0625 over three.
        #expect(try estimate(calibration, "brier_score").value == 0.125)
        #expect(try estimate(calibration, "auroc").value == 1)
        #expect(
            calibration.readings[0].excluded.ungraded == 1 && calibration.readings[0].excluded.withoutConfidence == 1)
        #expect(calibration.letters == nil && calibration.estimates.allSatisfy { $0.name != "brier_multiclass" })
    }

    @Test func `a stated confidence in an answer without a readable letter is one in a wrong answer`() throws {
        let unreadable = Answered(choice: .unreadable, confidence: Confidence(stated: 0.5))
        let calibration = Calibration(of: Answered.records([[unreadable]]), from: .stated)
        #expect(try estimate(calibration, "brier_score").value == 0.25)
    }

    @Test func `answers with a search and without stand apart where there are any`() throws {
        let samples: [[Answered]] = [
            [.raw(0.9, isRight: true, searches: 1)], [.raw(0.5, isRight: false, searches: 1)],
            [.raw(0.7, isRight: true)],
        ]
        let calibration = Calibration(of: Answered.records(samples), from: .logprobs)
        func mean(_ group: [Group: String]) throws -> Double? {
            try estimate(
                calibration, "mean_confidence", group.merging([.confidence: "raw"]) { own, _ in own }
            ).value
        }
        #expect(try mean([.search: "used"]) == 0.7 && mean([.search: "none"]) == 0.7)
        #expect(try mean([.search: "used", .answer: "correct"]) == 0.9)
        #expect(try mean([.search: "none", .answer: "incorrect"]) == nil)
        let without = Calibration(of: Answered.records(Self.six), from: .logprobs)
        #expect(without.estimates.allSatisfy { $0.group[.search] == nil })
    }

    @Test func `the unit is the answer, and the sample is the cluster of its trials`() throws {
        let trials = Self.six.map { $0 + $0 }
        let twice = Calibration(of: Answered.records(trials), from: .logprobs)
        let once = Calibration(of: Answered.records(Self.six), from: .logprobs)
        for name in Calibration.metricNames(from: .logprobs, isChoice: true) where name != "brier_multiclass" {
            let (one, two) = (try estimate(once, name), try estimate(twice, name))
            #expect(abs(try #require(one.value) - (try #require(two.value))) < 1e-15, "\(name)")
            #expect(two.resolved == 12)
            if let one = one.interval, let two = two.interval { #expect(abs(one.low - two.low) < 1e-9) }
        }
    }

    @Test func `a run that stopped has values over its start and bounds over its plan`() throws {
        let calibration = Calibration(of: Answered.records(Self.ten), from: .logprobs, upTo: 1)
        let brier = try estimate(calibration, "brier_score")
        #expect(brier.value.map { abs($0 - 0.01) < 1e-15 } == true && brier.resolved == 1 && brier.excluded == 9)
        #expect(brier.bounds.map { abs($0.low - 0.128) < 1e-15 } == true)
        #expect(calibration.readings[0].answers == 1)
    }

    @Test func `with weights a mean is no quotient of counts`() throws {
        let samples: [[Answered]] = [[.raw(0.9, isRight: true)], [.raw(0.5, isRight: false)]]
        let calibration = Calibration(of: Answered.records(samples, weights: [3, 1]), from: .logprobs)
        let brier = try estimate(calibration, "brier_score")
        #expect(
            brier.value.map { abs($0 - 0.07) < 1e-15 } == true && brier.numerator == nil && brier.denominator == nil)
        #expect(try estimate(calibration, "expected_calibration_error").value.map { abs($0 - 0.2) < 1e-15 } == true)
        #expect(try estimate(calibration, "mean_confidence").value.map { abs($0 - 0.8) < 1e-15 } == true)
    }

    @Test func `nothing to measure has reasons`() throws {
        let calibration = Calibration(of: Answered.records([[.open(.pending)]]), from: .logprobs)
        for estimate in calibration.estimates {
            #expect(estimate.value == nil && estimate.reason == "no answer has a confidence" && estimate.excluded == 1)
        }
        let empty = Calibration(of: Answered.records([]), from: .stated)
        #expect(empty.estimates.allSatisfy { $0.value == nil && $0.bounds == nil })
    }

    @Test func `names for gates are those that are measured of the whole`() {
        for source in ConfidenceSource.allCases {
            let whole = Calibration(of: Answered.records(Self.six), from: source).estimates.filter(\.group.isEmpty)
            #expect(whole.map(\.name) == Calibration.metricNames(from: source, isChoice: true))
        }
        #expect(!Calibration.metricNames(from: .stated, isChoice: false).contains("brier_multiclass"))
    }
}
