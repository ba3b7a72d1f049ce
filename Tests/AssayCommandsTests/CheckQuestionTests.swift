import AssayCore
import Testing

@testable import AssayCommands

struct CheckQuestionTests {
    @Test(arguments: CheckQuestion.allCases)
    func `every question asks for one thing`(question: CheckQuestion) {
        let prompt = question.prompt
        let asked = [
            prompt.system != nil, !prompt.media.isEmpty, prompt.replySchema != nil,
            prompt.parameters.temperature != nil, prompt.parameters.seed != nil, prompt.parameters.logprobs != nil,
            !prompt.tools.isEmpty,
        ]
        #expect(asked.count { $0 } == (question == .text ? 0 : 1))
        #expect(prompt.turns.count == 1 && !prompt.turns[0].content.isEmpty)
    }

    @Test func `the picture and the tone are what they say`() {
        #expect(CheckQuestion.image.prompt.media.map(\.type) == [.png])
        #expect(CheckQuestion.audio.prompt.media.map(\.type) == [.wav])
    }

    @Test func `an answer shows whether the thing was done`() {
        #expect(CheckQuestion.schema.lack(in: Response(text: #"{"colour":"yellow"}"#)) == nil)
        #expect(CheckQuestion.schema.lack(in: Response(text: "yellow")) == "the reply is not of the form")
        #expect(CheckQuestion.text.lack(in: Response(text: " ")) == "an empty answer")
        #expect(
            CheckQuestion.text.lack(in: Response(text: "", stopReason: .length))
                == "2048 tokens were used up before any text")
        #expect(
            CheckQuestion.text.lack(in: Response(text: "r", stopReason: .filtered))
                == "the provider's filter stepped in")
    }
}
