import AssayCore
import Testing

struct CallTests {
    @Test func `a call holds its prompt as it is stored and the digest of that`() {
        let prompt = Prompt(turns: [Turn(.user, [.text("How does a padlock work?")])])
        let call = Call(.init(sample: "s1", trial: 2, role: .judge), prompt: prompt)
        #expect(call.promptJSON == prompt.canonicalJSON)
        #expect(call.digest == Digest(of: prompt.canonicalJSON))
        #expect(call.place == .init(sample: "s1", trial: 2, role: .judge, round: 0))
    }

    @Test func `two calls are the same where place and digest are`() {
        let prompt = Prompt(turns: [Turn(.user, [.text("How does a padlock work?")])])
        let other = Prompt(turns: [Turn(.user, [.text("How does a key work?")])])
        let call = Call(.init(sample: "s1", trial: 1, role: .target), prompt: prompt)
        #expect(call == Call(.init(sample: "s1", trial: 1, role: .target), prompt: prompt))
        #expect(call != Call(.init(sample: "s1", trial: 2, role: .target), prompt: prompt))
        #expect(call != Call(.init(sample: "s1", trial: 1, role: .target), prompt: other))
    }
}
