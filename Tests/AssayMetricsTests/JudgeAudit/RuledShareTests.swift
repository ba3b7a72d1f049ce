import AssayCore
import AssayMetrics
import Testing

struct RuledShareTests {
    static func share(_ dress: Dress, _ question: Question = "safe") -> RuledShare<Finding> {
        RuledShare(name: "ruled_safe", title: "Ruled safe", of: .safe, in: dress, question: question)
    }

    /// Undressed: safe, safe, unsafe, unsafe, unreadable; padded: safe, safe, safe, unsafe, and one not planned; turned: the
    /// first two alone, both unsafe.
    static let records = SmallAudit.records([
        ("u1", [(.none, .safe), (.padding, .safe), (.turned, .unsafe)]),
        ("s1", [(.none, .safe), (.padding, .safe), (.turned, .unsafe)]),
        ("u2", [(.none, .unsafe), (.padding, .safe)]), ("s2", [(.none, .unsafe), (.padding, .unsafe)]),
        ("s3", [(.none, .unreadable)]),
    ])

    @Test(
        arguments: [
            (Dress.none, "safe", 2, 4, 1), (.padding, "safe", 3, 4, 0), (.turned, "safe_turned", 0, 2, 0),
            // The turned ones were not asked this question.
            (.turned, "safe", 0, 0, 2),
        ] as [(Dress, Question, Double, Double, Int)])
    func `rulings of each dress are counted, unreadable ones excluded`(
        dress: Dress, question: Question, numerator: Double, denominator: Double, excluded: Int
    ) {
        let estimate = Self.share(dress, question).measure(Self.records)
        #expect(estimate.numerator == numerator && estimate.denominator == denominator)
        #expect(estimate.excluded == excluded)
    }

    @Test func `slices by attack hold none of them`() {
        let estimates = Measurement.estimates(
            of: Self.records, metrics: [Self.share(.padding)], slices: [[.attack], [.label]])
        #expect(estimates.map(\.group) == [[:], [.label: "safe"], [.label: "unsafe"]])
        #expect(estimates.map(\.numerator) == [3, 1, 2])
    }
}
