import AssayMetrics
import Testing

struct HolmTests {
    /// By hand.
    @Test(
        arguments: [
            // In order 0.005 x 4, 0.01 x 3, 0.03 x 2, 0.04 x 1, which is raised to the one before it.
            ([0.01, 0.04, 0.03, nil, 0.005], [0.03, 0.06, 0.06, nil, 0.02]),
            ([0.04], [0.04]), ([nil], [nil]), ([], []), ([0.6, 0.7], [1, 1]), ([0.02, 0.02], [0.04, 0.04]),
            ([1, 0.001], [1, 0.002]),
        ] as [([Double?], [Double?])])
    func `small families are as worked by hand`(values: [Double?], expected: [Double?]) {
        let adjusted = Holm.adjusted(values)
        #expect(adjusted.count == expected.count)
        for (one, other) in zip(adjusted, expected) { #expect(isClose(one, other)) }
    }
}
