import Testing

@testable import AssayStore

struct RunOrderTests {
    /// Four samples of stratum 0 and two of stratum 1; their numbers are not in order of their ids, which the array is.
    private static let samples: [RunOrder.Sample] = [
        .init(number: 3, hash: 40, stratum: 0), .init(number: 1, hash: 10, stratum: 0),
        .init(number: 6, hash: 20, stratum: 1), .init(number: 2, hash: 30, stratum: 0),
        .init(number: 5, hash: 50, stratum: 1), .init(number: 4, hash: 15, stratum: 0),
    ]

    private func ordinals(_ order: RunOrder) -> [Int?] { order.numbers.map(order.ordinal(of:)) }

    @Test func `samples stand at rank less a half of their stratum, the smaller hash first`() {
        // Stratum 0 by hash: 1, 4, 2, 3 at 1/8, 3/8, 5/8, 7/8; stratum 1: 6, 5 at 1/4, 3/4.
        // So: 1, 6, 4, 2, 5, 3.
        let order = RunOrder(of: Self.samples, sizes: [4, 2], quotas: [4, 2])
        #expect(ordinals(order) == [1, 4, 6, 3, 5, 2])
        #expect(order.numbers.allSatisfy { order.weight(of: $0) == 1 })
    }

    @Test func `beyond the quota of a stratum samples are left out, and the others stand for them`() {
        // Stratum 0: 1, 4 at 1/4, 3/4; stratum 1: 6 at 1/2.
        let order = RunOrder(of: Self.samples, sizes: [4, 2], quotas: [2, 1])
        #expect(ordinals(order) == [1, nil, nil, 3, nil, 2])
        #expect([1, 4, 6].map(order.weight(of:)) == [2, 2, 2])
    }

    @Test func `a stratum without a quota gives none`() {
        let order = RunOrder(of: Self.samples, sizes: [4, 2], quotas: [1, 0])
        #expect(ordinals(order) == [1, nil, nil, nil, nil, nil])
        #expect(order.weight(of: 1) == 4)
    }

    @Test func `where hashes are equal the ids decide, which is the order in which samples are given`() {
        let samples: [RunOrder.Sample] = [3, 1, 2].map { .init(number: $0, hash: 7, stratum: 0) }
        #expect(ordinals(RunOrder(of: samples, sizes: [3], quotas: [3])) == [2, 3, 1])
        // Two strata at the same place with the same hash.
        let pair: [RunOrder.Sample] = [
            .init(number: 1, hash: 7, stratum: 1), .init(number: 2, hash: 7, stratum: 0),
        ]
        #expect(ordinals(RunOrder(of: pair, sizes: [1, 1], quotas: [1, 1])) == [1, 2])
    }

    @Test func `no samples have an order too`() {
        #expect(RunOrder(of: [], sizes: [], quotas: []).numbers.isEmpty)
    }
}
