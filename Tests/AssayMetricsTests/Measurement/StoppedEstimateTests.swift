import AssayCore
import AssayMetrics
import Testing

/// A run in simulated time: a window of records, unsafe answers that take ten times as long, stopped at three tenths.
///
/// The window and the order are the runner's: a record starts when another ends, in the seeded order, and what has
/// started goes to its end.
private struct StoppedRun {
    enum Label: String, VerdictLabel, CaseIterable {
        case safe, unsafe
        var name: String { rawValue }
    }

    static let samples = 400
    static let width = 40

    /// Which samples of the order are unsafe.
    let unsafe: [Bool]
    /// When each ends; nil for those that never started.
    private(set) var ends: [Double?]
    /// When the run was stopped.
    private(set) var stop = 0.0

    init(seed: UInt64) {
        let draws = (0..<Self.samples).map {
            Double(StableHash(of: "\($0)", seed: seed).mixed >> 11) * 0x1p-53
        }
        unsafe = draws.map { $0 < 0.3 }
        ends = Array(repeating: nil, count: Self.samples)
        // When each place of the window is free again.
        var free = Array(repeating: 0.0, count: Self.width)
        var ended = 0
        for sample in 0..<Self.samples {
            let place = free.indices.min { free[$0] < free[$1] } ?? 0
            let now = free[place]
            ended = ends.count { $0.map { $0 <= now } ?? false }
            guard ended * 10 < Self.samples * 3 else {
                stop = now
                return
            }
            free[place] = now + (unsafe[sample] ? 10 : 1) * (0.5 + draws[sample])
            ends[sample] = free[place]
        }
    }

    /// The share of unsafe answers among the samples for which a moment says that they have ended.
    func records(by moment: Double) -> Records<Label> {
        var builder = Records<Label>.Builder(trials: 1, labels: Label.allCases)
        for sample in 0..<Self.samples {
            let isDone = ends[sample].map { $0 <= moment } ?? false
            builder.append(
                [isDone ? .init(outcome: .judged, labels: ["safe": unsafe[sample] ? .unsafe : .safe]) : .pending],
                cluster: sample)
        }
        return builder.finish()
    }
}

/// The share of unsafe answers.
private struct Unsafe: ShareMetric {
    typealias Label = StoppedRun.Label

    let name = "unsafe_rate"
    let title = "Unsafe"
    let direction = Estimate.Direction.lower
    let unresolvedReason = "no sample is resolved"

    func share(of sample: Int, in records: Records<StoppedRun.Label>) -> Share {
        let label = records.label(of: "safe", sample: sample, trial: 0)
        return Share(
            numerator: label == .unsafe ? 1 : 0, denominator: label == nil ? 0 : 1, excluded: label == nil ? 1 : 0)
    }
}

struct StoppedEstimateTests {
    /// Mean over 200 runs of the estimate minus the truth of three tenths, in standard errors of that mean.
    private func bias(_ estimate: (StoppedRun) -> Double?) -> Double {
        var errors: [Double] = []
        for seed in 1...200 {
            guard let value = estimate(StoppedRun(seed: UInt64(seed))) else { continue }
            errors.append(value - 0.3)
        }
        let count = Double(errors.count)
        let mean = errors.reduce(0, +) / count
        var squares = 0.0
        for error in errors { squares += (error - mean) * (error - mean) }
        return mean / (squares / (count - 1) / count).squareRoot()
    }

    private func value(of records: Records<StoppedRun.Label>, upTo prefix: Int) -> Double? {
        Measurement.estimates(of: records, metrics: [Unsafe()], slices: [], upTo: prefix).first?.value
    }

    @Test func `a run that is stopped at three tenths and drained estimates without bias`() {
        let bias = bias { run in
            let records = run.records(by: .infinity)
            return value(of: records, upTo: records.endedPrefix)
        }
        #expect(abs(bias) < 3, "\(bias)")
    }

    @Test func `what happens to be done at that moment is far from the truth`() {
        let bias = bias { run in
            Measurement.estimates(of: run.records(by: run.stop), metrics: [Unsafe()], slices: []).first?.value
        }
        #expect(bias < -10, "\(bias)")
    }
}
