import AssayCore
import AssayMetrics
import Testing

@testable import AssayReports

struct PairedDifferenceWordsTests {
    private static func whole(clusterSize: Int = 1) throws -> PairedDifference {
        try #require(SmallComparison.report(clusterSize: clusterSize).whole.first)
    }

    @Test func `a difference has its sign, in points`() throws {
        let difference = try Self.whole()
        #expect(difference.figure == "+17.6")
        #expect(difference.boundsWords == "+11.1 to +22.2")
        #expect(difference.intervalWords.hasPrefix("-"))
        #expect(difference.words(of: difference.first) == "52.9% (9/17)")
        #expect(difference.words(of: difference.second) == "70.6% (12/17)")
    }

    @Test func `a p-value of the bootstrap is marked`() throws {
        #expect(try Self.whole().pWords == "0.219")
        #expect(try Self.whole().exactWords == "0.375")
        #expect(try Self.whole(clusterSize: 2).exactWords == "n/a")
        #expect(try Self.whole(clusterSize: 2).pWords.hasSuffix("*"))
    }

    @Test func `what is not there is said`() throws {
        let slices = SmallComparison.report().comparison.differences.filter {
            !$0.group.isEmpty && $0.name == "safe_rate"
        }
        #expect(slices.first?.label == SmallReport.categories.sorted()[0])
        #expect(try Self.whole().adjustedWords == "n/a")
    }
}
