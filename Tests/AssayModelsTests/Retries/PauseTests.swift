import AssayCore
import AssayTestSupport
import Testing

@testable import AssayModels

struct PauseTests {
    @Test(arguments: [Duration.zero, .milliseconds(1), .milliseconds(250), .seconds(1), .milliseconds(1100)])
    func `a wait takes as long as it should, in however many slices`(duration: Duration) async throws {
        let clock = ImpatientClock()
        try await Pause(clock: clock) { true }.wait(for: duration)
        #expect(clock.now.elapsed == duration)
    }

    @Test(arguments: [Duration.zero, .seconds(60)])
    func `no wait begins once the run is ending`(duration: Duration) async {
        let clock = ImpatientClock()
        await #expect(throws: ModelError.cancelled) { try await Pause(clock: clock) { false }.wait(for: duration) }
        #expect(clock.now.elapsed == .zero)
    }
}
