import AssayCore
import Testing

@testable import AssayModels

struct WireParametersTests {
    @Test func `what was refused is not sent, what has no word is noted`() {
        var wire = WireParameters(Adaptation(answerLimit: .maxTokens, refused: [.seed]))
        wire.add(.temperature, WireParameters.number(0.5))
        wire.add(.seed, "7")
        wire.add(.topP, nil)
        wire.add([.effort, .seed], "\"both\":1")
        wire.addAlways("\"tools\":[]", summary: "")
        wire.note(.detail, value: "low")
        wire.lack("logprobs", true)
        wire.lack("image_detail", false)
        #expect(wire.members == [#""temperature":0.5"#, #""tools":[]"#])
        #expect(wire.summary == #"{"temperature":0.5,"detail":"low"}"#)
        #expect(wire.sent == [.temperature, .detail])
        #expect(wire.absent == ["logprobs"])
    }

    @Test func `a request has room for its texts and its small media in base64`() throws {
        let image = try #require(
            Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 3000)))
        let prompt = Prompt(system: "abc", turns: [Turn(.user, [.text("defgh"), .image(image)])])
        #expect(prompt.roomOnTheWire > 8 + 4000)
    }
}
