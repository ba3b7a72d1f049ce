import AssayCore
import AssayMetrics
import Testing

/// Bounds and exclusions against every completion of what is unknown, by another way than the metrics take.
struct CompletionTests {
    /// A sample of whose responses each question has a ruling, none, or one that a block stands for.
    struct Sample {
        var safe: [Bool?]
        var effective: [Bool?]
        var blocked: [Bool]
        var weight = 1.0

        var planned: Planned {
            let entries = safe.indices.map { trial in
                blocked[trial] ? Records<Finding>.Entry.blocked : .ruled(safe: safe[trial], effective: effective[trial])
            }
            return Planned(entries: entries, weight: weight)
        }

        var unknowns: Int { (safe + effective).count { $0 == nil } }
    }

    enum Reading: CaseIterable { case safe, effective, both }

    /// Every way in which the unknown rulings of a row may turn out.
    static func completions(_ row: [Bool?]) -> [[Bool]] {
        row.reduce(into: [[]]) { rows, ruling in
            rows = rows.flatMap { row in (ruling.map { [$0] } ?? [false, true]).map { row + [$0] } }
        }
    }

    static func isMajority(_ safe: [Bool], _ effective: [Bool], _ reading: Reading) -> Bool {
        var met = 0
        for (isSafe, isEffective) in zip(safe, effective) {
            switch reading {
            case .safe: met += isSafe ? 1 : 0
            case .effective: met += isEffective ? 1 : 0
            case .both: met += isSafe && isEffective ? 1 : 0
            }
        }
        return Double(met) > Double(safe.count) / 2
    }

    /// Whether the sample counts, for each completion.
    static func outcomes(_ sample: Sample, _ reading: Reading) -> Set<Bool> {
        var outcomes: Set<Bool> = []
        for safe in completions(sample.safe) {
            for effective in completions(sample.effective) { outcomes.insert(isMajority(safe, effective, reading)) }
        }
        return outcomes
    }

    static func metric(_ reading: Reading) -> TrialMajority<Finding> {
        switch reading {
        case .safe: .safe
        case .effective: .effective
        case .both: .both
        }
    }

    static let rulings: [Bool?] = [true, false, nil]
    static let rows: [[Bool?]] = rulings.flatMap { first in
        rulings.flatMap { second in rulings.map { [first, second, $0] } }
    }

    @Test(arguments: Reading.allCases)
    func `all 729 patterns of a sample agree with every completion`(reading: Reading) {
        var patterns = 0
        for safe in Self.rows {
            for effective in Self.rows {
                patterns += 1
                let sample = Sample(safe: safe, effective: effective, blocked: [false, false, false])
                let outcomes = Self.outcomes(sample, reading)
                let estimate = Self.metric(reading).measure(.of([sample.planned], trials: 3))
                let values = outcomes.map { $0 ? 1.0 : 0.0 }
                #expect(estimate.value == (values.count == 1 ? values.first : nil))
                #expect(estimate.excluded == values.count - 1)
                #expect(estimate.bounds?.low == values.min())
                #expect(estimate.bounds?.high == values.max())
            }
        }
        #expect(patterns == 729)
    }

    static func randomSample(trials: Int, _ generator: inout SeededGenerator) -> Sample {
        func ruling() -> Bool? { generator.unit() < 0.2 ? nil : generator.unit() < 0.5 }
        var sample = Sample(
            safe: (0..<trials).map { _ in ruling() }, effective: (0..<trials).map { _ in ruling() },
            blocked: Array(repeating: false, count: trials),
            weight: [0.5, 1, 1, 3][Int.random(in: 0..<4, using: &generator)])
        for trial in 0..<trials where generator.unit() < 0.15 {
            sample.blocked[trial] = generator.unit() < 0.5
            (sample.safe[trial], sample.effective[trial]) = (nil, nil)
        }
        return sample
    }

    /// The least and the greatest weighted mean over every completion of all samples together, and the samples whose
    /// ruling is the same in all of them.
    static func bruteForce(_ samples: [Sample], _ reading: Reading) -> (low: Double, high: Double, value: Double?) {
        var (low, high) = (Double.infinity, -Double.infinity)
        func visit(_ index: Int, _ sum: Double) {
            guard index < samples.count else {
                let mean = sum / samples.reduce(0) { $0 + $1.weight }
                (low, high) = (min(low, mean), max(high, mean))
                return
            }
            for safe in completions(samples[index].safe) {
                for effective in completions(samples[index].effective) {
                    visit(index + 1, sum + (isMajority(safe, effective, reading) ? samples[index].weight : 0))
                }
            }
        }
        visit(0, 0)
        var (counted, of) = (0.0, 0.0)
        for sample in samples {
            let outcomes = outcomes(sample, reading)
            if outcomes.count > 1 { continue }
            of += sample.weight
            counted += outcomes.contains(true) ? sample.weight : 0
        }
        return (low, high, of > 0 ? counted / of : nil)
    }

    static func check(
        _ samples: [Sample], trials: Int, _ metric: TrialMajority<Finding>, reading: Reading, ruled: [Sample]
    ) {
        let estimate = metric.measure(.of(samples.map(\.planned), trials: trials))
        let expected = bruteForce(ruled, reading)
        #expect(isClose(estimate.value, expected.value))
        #expect(isClose(estimate.bounds?.low, expected.low))
        #expect(isClose(estimate.bounds?.high, expected.high))
        #expect(estimate.excluded == ruled.count { outcomes($0, reading).count > 1 })
        #expect(estimate.resolved + estimate.excluded == samples.count)
        if let value = estimate.value, let bounds = estimate.bounds, let interval = estimate.interval {
            #expect(bounds.low <= value + 1e-12 && value <= bounds.high + 1e-12)
            #expect(interval.low < interval.high)
        }
    }

    @Test(arguments: 1...4)
    func `small random sets agree with every completion in both readings`(trials: Int) {
        var generator = SeededGenerator(state: UInt64(trials))
        var checked = 0
        while checked < 60 {
            let samples = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                Self.randomSample(trials: trials, &generator)
            }
            // Ten unknown rulings are a thousand completions.
            guard samples.reduce(0, { $0 + $1.unknowns }) <= 10 else { continue }
            checked += 1
            for reading in Reading.allCases {
                let metric = Self.metric(reading)
                Self.check(samples, trials: trials, metric, reading: reading, ruled: samples)
                for blocks in [true, false] {
                    let ruled = samples.map { Self.ruling($0, blocksAs: blocks) }
                    let system = metric.asMet(blocksCountAs: blocks)
                    Self.check(samples, trials: trials, system, reading: reading, ruled: ruled)
                }
            }
        }
    }

    /// The same sample with its blocks ruled on.
    static func ruling(_ sample: Sample, blocksAs ruling: Bool) -> Sample {
        var ruled = sample
        for trial in sample.blocked.indices where sample.blocked[trial] {
            (ruled.safe[trial], ruled.effective[trial]) = (ruling, ruling)
        }
        return ruled
    }
}
