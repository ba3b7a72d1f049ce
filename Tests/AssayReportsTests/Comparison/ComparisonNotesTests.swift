import AssayCore
import AssayMetrics
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
        #expect(notes.contains("of B only the first 17 of 18 samples"))
        #expect(!notes.contains("A is not complete"))
    }

    @Test func `where only the search differs, the differences are the retrieval gain`() {
        let retrieval = Retrieval(
            mode: .passive, source: .documents(count: 2, digest: Digest(of: "x")), passages: 5, characters: 5000)
        let report = SmallComparison.report {
            $0.models[.target] = SmallReport.manifest.models[.target]
            $0.models[.retriever] = .init(name: "documents", endpoint: nil, isSimulated: false)
            $0.settings.retrieval = retrieval
            $0.options["--rag"] = "passive"
            $0.options["--documents"] = "laws"
        }
        let gain = "Retrieval gain: the plans differ in nothing but the search (A: no search; B: passive, 2 documents"
        #expect(Self.notes(report).contains(gain), "\(report.notes)")
        let other = SmallComparison.report { $0.settings.retrieval = retrieval }
        #expect(!Self.notes(other).contains("etrieval gain"))
    }

    @Test func `answers that were taken over from another run are said`() {
        let notes = Self.notes(
            SmallComparison.report { $0.origin = .init(kind: .rejudged, source: "first.assay") })
        #expect(notes.contains("B holds answers that were taken over from first.assay"))
        #expect(!Self.notes(SmallComparison.report()).contains("taken over"))
    }

    @Test func `replies that both runs have from the cache are said by role, and none are not`() {
        let notes = Self.notes(SmallComparison.report(shared: [.target: 54, .judge: 3, .fallbackJudge: 0]))
        #expect(notes.contains("both runs have the same replies: 54 of the target, 3 of the judge."))
        #expect(!Self.notes(SmallComparison.report(shared: [.target: 0])).contains("cache"))
    }

    @Test func `of judge error nothing is said where letters were read by rule`() {
        #expect(Self.notes(SmallComparison.report()).contains("judge error is not in it"))
        var manifest = SmallReport.manifest
        (manifest.models[.judge], manifest.rubric) = (nil, nil)
        let side = ComparedRun(
            file: "letters.assay", manifest: manifest,
            records: Records<SmallLabel>.Builder(trials: 1, labels: []).finish())
        let pairing = SamplePairing([], [])
        let records = Records<SmallLabel>.Builder(trials: 1, labels: []).finish()
        let pairs = PairedRecords(records, records, pairing: pairing)
        let report = ComparisonReport(
            a: side, b: side, samples: .init(pairing, pairs, sharedReplies: [:]),
            comparison: PairedComparison(of: pairs, metrics: [], slices: []), warnings: [])
        #expect(!Self.notes(report).contains("judge error"))
    }

    @Test func `clusters, tests and seeds are named`() {
        let notes = Self.notes(SmallComparison.report(clusterSize: 2))
        #expect(notes.contains("18 samples in 9 clusters"))
        #expect(notes.contains("2000 draws from seed 1"))
        #expect(Self.notes(SmallComparison.report()).contains("p by McNemar's test, as mid-p"))
    }

    @Test func `the caller's warnings stand among the notes`() {
        #expect(Self.notes(SmallComparison.report(warnings: ["The log is gone."])).contains("The log is gone."))
    }
}
