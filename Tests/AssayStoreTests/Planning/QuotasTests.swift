import Testing

@testable import AssayStore

struct QuotasTests {
    struct Example: Sendable {
        let sizes: [String: Int]
        let limit: Int?
        let planned: [String: Int]
    }

    // By hand. Shares are limit * size / total; a share below one becomes one and leaves the sharing.
    @Test(arguments: [
        // c: 4 * 1/16 < 1, so one; the other three seats over 15: 2 and 1.
        Example(sizes: ["a": 10, "b": 5, "c": 1], limit: 4, planned: ["a": 2, "b": 1, "c": 1]),
        // 5 * 10/16 = 3.125, 5 * 5/16 = 1.5625, c one: four seats over 15 are 2.67 and 1.33, the rest goes to 0.67.
        Example(sizes: ["a": 10, "b": 5, "c": 1], limit: 5, planned: ["a": 3, "b": 1, "c": 1]),
        // Three strata of one each take one; one seat is left for the large one.
        Example(sizes: ["a": 10, "b": 1, "c": 1, "d": 1], limit: 4, planned: ["a": 1, "b": 1, "c": 1, "d": 1]),
        // Equal remainders of one third: the seat goes to the first by name.
        Example(sizes: ["a": 3, "b": 3, "c": 3], limit: 4, planned: ["a": 2, "b": 1, "c": 1]),
        // Fewer seats than strata: the largest, then by name.
        Example(sizes: ["a": 2, "b": 9, "c": 2], limit: 2, planned: ["b": 1, "a": 1]),
        Example(sizes: ["a": 2, "b": 1], limit: nil, planned: ["a": 2, "b": 1]),
        Example(sizes: ["a": 2, "b": 1], limit: 3, planned: ["a": 2, "b": 1]),
        Example(sizes: ["a": 2, "b": 1], limit: 99, planned: ["a": 2, "b": 1]),
        Example(sizes: [:], limit: 5, planned: [:]),
    ])
    func `a limit is shared by size with at least one a stratum`(_ example: Example) {
        let strata = example.sizes.map { Quotas.Stratum(name: $0.key, size: $0.value) }
        #expect(Quotas(of: strata, limit: example.limit).planned == example.planned)
    }

    @Test func `no stratum gives more than it has and all seats are taken`() {
        let sizes = [1, 1, 2, 3, 5, 8, 13, 100]
        let strata = sizes.enumerated().map { Quotas.Stratum(name: "s\($0.offset)", size: $0.element) }
        for limit in strata.count...sizes.reduce(0, +) {
            let planned = Quotas(of: strata, limit: limit).planned
            #expect(planned.values.reduce(0, +) == limit)
            #expect(strata.allSatisfy { (1...$0.size).contains(planned[$0.name] ?? 0) })
        }
    }
}
