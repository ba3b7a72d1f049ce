import AssayStore
import Testing

struct CommitTimingTests {
    @Test func `a group gathers for at most five milliseconds`() {
        #expect(CommitTiming().gathering > .zero)
        #expect(CommitTiming().gathering <= .milliseconds(5))
    }
}
