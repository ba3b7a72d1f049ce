import AssayTestSupport
import Testing

@testable import AssayStore

struct StopwatchTests {
    @Test func `it reads the time since it was made`() {
        let clock = ManualClock()
        clock.advance(by: .seconds(5))
        let stopwatch = Stopwatch(clock)
        #expect(stopwatch.elapsed == .zero)
        clock.advance(by: .milliseconds(1500))
        #expect(stopwatch.elapsed == .milliseconds(1500))
    }
}
