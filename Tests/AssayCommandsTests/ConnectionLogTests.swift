import Testing

@testable import AssayCommands

struct ConnectionLogTests {
    @Test func `it looks often at first, and a day has some hundred looks`() {
        #expect(ConnectionLog.pause(after: .zero) == .milliseconds(250))
        var elapsed = Duration.zero
        var looks = 0
        while elapsed < .seconds(86_400) {
            elapsed += ConnectionLog.pause(after: elapsed)
            looks += 1
        }
        #expect((300...600).contains(looks))
    }
}
