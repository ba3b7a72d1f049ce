import AssayCore
import Testing

@testable import AssayReports

struct PublishedShareTests {
    private static func records(_ sets: [String?]) -> Records<SmallLabel> {
        var builder = Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases)
        for (index, set) in sets.enumerated() {
            builder.append([.pending], cluster: index, groups: set.map { [.subset: $0] } ?? [:])
        }
        return builder.finish()
    }

    private static func manifest(_ published: [String: Int]?) -> Manifest {
        var manifest = SmallReport.manifest
        manifest.dataset.published = published
        return manifest
    }

    @Test func `a sample of both sets counts in each`() {
        let shares = PublishedShare.all(
            of: Self.manifest(["USB-Hard": 4, "USB-Base": 8]),
            in: Self.records(["USB-Base", "both", "USB-Hard", "both", "USB-Base", nil]))
        #expect(shares.map(\.set) == ["USB-Base", "USB-Hard"])
        #expect(shares.map(\.planned) == [4, 3] && shares.map(\.share) == [0.5, 0.75])
        #expect(shares[0].words == "The run covers 50.0% (4/8) of USB-Base as published.")
    }

    @Test func `a dataset of no known size has none`() {
        #expect(PublishedShare.all(of: Self.manifest(nil), in: Self.records(["USB-Base"])).isEmpty)
    }
}
