import Testing

@testable import AssayMetrics

struct GradeSumsTests {
    // Two samples in cluster 7 with weights 1 and 2, one in cluster 3, and one without an answer.
    @Test func `grades add up by weight, over all and by cluster in the order in which clusters came`() {
        var sums = GradeSums()
        sums.add(Grades("ci"), weight: 1, cluster: 7)
        sums.add(Grades("n"), weight: 1, cluster: 3)
        sums.add(Grades("cu-"), weight: 2, cluster: 7)
        sums.add(Grades("-"), weight: 4, cluster: 9)
        #expect(sums.units == 5 && sums.missing == 2)
        #expect(sums.correct == 3 && sums.answers == 7 && sums.attempted == 6)
        #expect(sums.ungraded == 2 && sums.open == 6)
        #expect(sums.clusters.map(\.correct) == [3, 0])
        #expect(sums.clusters.map(\.answers) == [6, 1])
        #expect(sums.clusters.map(\.attempted) == [6, 0])
    }
}
