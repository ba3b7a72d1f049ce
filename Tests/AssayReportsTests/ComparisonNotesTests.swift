import AssayCore
import AssayReports
import Testing

struct ComparisonNotesTests {
    private static func notes(_ report: ComparisonReport) -> String { report.notes.joined(separator: "\n") }

    @Test func `the same run twice is said`() {
        let report = SmallComparison.report { $0 = SmallReport.manifest }
        #expect(Self.notes(report).contains("A and B are the same run"))
        #expect(!Self.notes(report).contains("same target"))
        #expect(!Self.notes(SmallComparison.report()).contains("the same run"))
    }

    @Test func `an incomplete run is said, with how much is missing`() {
        let notes = Self.notes(SmallComparison.report(pendingInB: true))
        #expect(notes.contains("B is not complete: 1.9% (1/54) of its records"))
        #expect(!notes.contains("A is not complete"))
    }

    @Test func `clusters, tests and seeds are named`() {
        let notes = Self.notes(SmallComparison.report(clusterSize: 2))
        #expect(notes.contains("18 samples in 9 clusters"))
        #expect(notes.contains("2000 draws from seed 1"))
        #expect(Self.notes(SmallComparison.report()).contains("McNemar's exact test, which is conservative"))
    }

    @Test func `the caller's warnings stand among the notes`() {
        #expect(Self.notes(SmallComparison.report(warnings: ["The log is gone."])).contains("The log is gone."))
    }
}
