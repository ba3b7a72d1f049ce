import AssayCore
import AssayTestSupport
import Testing

struct StopwatchTests {
    @Test func `a stopwatch starts at nought and goes by its clock`() {
        let clock = ManualClock()
        clock.advance(by: .seconds(5))
        let elapsed = clock.stopwatch()
        #expect(elapsed() == .zero)
        clock.advance(by: .seconds(2))
        #expect(elapsed() == .seconds(2))
    }
}
