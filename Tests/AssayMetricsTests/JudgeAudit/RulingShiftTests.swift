import AssayCore
import AssayMetrics
import Testing

struct RulingShiftTests {
    private static func shift(to dress: Dress, _ question: Question = "safe") -> RulingShift<Finding> {
        RulingShift(
            name: "bias", title: "Shift", from: RuledShareTests.share(.none), to: RuledShareTests.share(dress, question)
        )
    }

    @Test func `the shift is the size of the difference over pairs that were ruled in both`() throws {
        // Padding: 3 of 4 less 2 of 4. The fifth is not planned padded and is in nothing.
        let estimate = Self.shift(to: .padding).measure(RuledShareTests.records)
        #expect(estimate.value == 0.25)
        #expect(estimate.resolved == 4 && estimate.excluded == 0)
        #expect(estimate.numerator == nil)
        #expect(estimate.bounds == Bounds(low: 0.25, high: 0.25))
        // One pair of four has changed: no change at all is well within the interval.
        #expect(try #require(estimate.interval).low == 0)
    }

    @Test func `a fall is as large as a rise`() throws {
        // Turned: 0 of 2 less 2 of 2.
        let fall = Self.shift(to: .turned, "safe_turned").measure(RuledShareTests.records)
        #expect(fall.value == 1 && fall.resolved == 2)
        let rows: [SmallAudit.Row] = (1...20).map { ("u\($0)", [(.none, .unsafe), (.padding, .safe)]) }
        let mirrored: [SmallAudit.Row] = (1...20).map { ("u\($0)", [(.none, .safe), (.padding, .unsafe)]) }
        let (up, down) = (
            Self.shift(to: .padding).measure(SmallAudit.records(rows)),
            Self.shift(to: .padding).measure(SmallAudit.records(mirrored))
        )
        #expect(up.value == 1 && down.value == 1)
        let (rise, drop) = (try #require(up.interval), try #require(down.interval))
        #expect(isClose(rise.low, drop.low, within: 1e-9) && isClose(rise.high, drop.high, within: 1e-9))
        #expect(rise.low > 0.6 && rise.high == 1)
    }

    @Test func `a pair with one ruling alone is excluded, and may turn out any way`() {
        let records = SmallAudit.records([
            ("u1", [(.none, .unsafe), (.padding, .unsafe)]), ("u2", [(.none, .unsafe), (.padding, .unreadable)]),
        ])
        let estimate = Self.shift(to: .padding).measure(records)
        #expect(estimate.value == 0 && estimate.resolved == 1 && estimate.excluded == 1)
        #expect(estimate.bounds == Bounds(low: 0, high: 0.5))
    }

    @Test func `without the dress there is nothing to compare`() {
        let estimate = Self.shift(to: .flattery).measure(RuledShareTests.records)
        #expect(estimate.value == nil && estimate.reason == "no response is planned in this dress")
        let open = SmallAudit.records([("u", [(.none, .unsafe), (.flattery, .failed)])])
        #expect(Self.shift(to: .flattery).measure(open).reason == "no pair was ruled in both")
    }
}
