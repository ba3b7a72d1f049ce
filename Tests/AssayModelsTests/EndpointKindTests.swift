import AssayCore
import AssayModels
import Testing

struct EndpointKindTests {
    @Test(arguments: [
        (EndpointKind.openai, [MediaType.png, .jpeg, .webp, .gif, .wav, .mp3]),
        (.azure, [.png, .jpeg, .webp, .gif, .wav, .mp3]), (.anthropic, [.png, .jpeg, .webp, .gif]),
        (.google, [.png, .jpeg, .webp, .wav, .mp3]),
    ])
    func `what a form has no place for is known without asking`(kind: EndpointKind, types: [MediaType]) {
        #expect(MediaType.allCases.filter(kind.takes) == types)
    }

    @Test func `only Anthropic has no word for a seed and for log-probabilities`() {
        #expect(EndpointKind.allCases.filter { !$0.takesSeed } == [.anthropic])
        #expect(EndpointKind.allCases.filter { !$0.takesLogprobs } == [.anthropic])
    }
}
