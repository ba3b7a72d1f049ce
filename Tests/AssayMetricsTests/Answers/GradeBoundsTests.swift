import AssayCore
import Testing

@testable import AssayMetrics

/// Bounds against every completion of every pattern of up to four records.
struct GradeBoundsTests {
    /// A record as it is, and what it may turn out as.
    private enum State: CaseIterable {
        case correct, incorrect, notAttempted, ungraded, missing

        /// An ungraded answer may be graded; a record without an answer may get one, which may stay ungraded.
        var completions: [State] {
            switch self {
            case .correct, .incorrect, .notAttempted: [self]
            case .ungraded, .missing: [.correct, .incorrect, .notAttempted, .ungraded]
            }
        }
    }

    private static func records(_ states: [State]) -> Records<GradeLabel> {
        func count(_ state: State) -> Int { states.count { $0 == state } }
        return .graded(
            correct: count(.correct), incorrect: count(.incorrect), notAttempted: count(.notAttempted),
            ungraded: count(.ungraded), missing: count(.missing))
    }

    private static func products(_ choices: [[State]]) -> [[State]] {
        choices.reduce([[]]) { rest, states in rest.flatMap { start in states.map { start + [$0] } } }
    }

    /// Patterns up to the order of their records.
    private static let patterns: [[State]] = (1...4).flatMap { size in
        products(Array(repeating: State.allCases, count: size)).filter { pattern in
            let places = pattern.compactMap(State.allCases.firstIndex)
            return places == places.sorted()
        }
    }

    private static let metrics: [any Metric<GradeLabel>] = [
        GradeShare.correct, GradeShare.incorrect, GradeShare.notAttempted, GradeShare.ungraded,
        GradeShare.correctGivenAttempted, FMeasure.mean, FMeasure.harmonic,
    ]

    @Test func `both ends are reached by a completion, and none goes beyond`() {
        #expect(Self.patterns.count == 5 + 15 + 35 + 70)
        for pattern in Self.patterns {
            let completed = Self.products(pattern.map(\.completions)).map(Self.records)
            for metric in Self.metrics {
                let bounds = metric.measure(Self.records(pattern)).bounds
                // A completion in which no answer attempts one has no such share.
                let values = completed.compactMap { metric.measure($0).value }
                #expect(values.isEmpty == (bounds == nil), "\(metric.name) of \(pattern)")
                guard let bounds, let least = values.min(), let greatest = values.max() else { continue }
                #expect(abs(bounds.low - least) < 1e-12, "\(metric.name) of \(pattern)")
                #expect(abs(bounds.high - greatest) < 1e-12, "\(metric.name) of \(pattern)")
            }
        }
    }
}
