import Testing

@testable import AssayModels

struct AdaptationsTests {
    @Test func `a refused limit takes its other name once`() {
        let memory = Adaptations(answerLimit: .maxTokens)
        let first = memory.current
        #expect(memory.refused(.maxTokens, sentWith: first))
        let second = memory.current
        #expect(second.answerLimit == .maxCompletionTokens && second.refused == [.maxTokens])
        #expect(!memory.refused(.maxCompletionTokens, sentWith: second))
        #expect(memory.current == second)
    }

    @Test func `log-probabilities and their number go together`() {
        let memory = Adaptations(answerLimit: .maxTokens)
        #expect(memory.refused(.topLogprobs, sentWith: memory.current))
        #expect(!memory.current.sends(.logprobs) && !memory.current.sends(.topLogprobs))
    }

    @Test func `calls that were refused together are all sent again`() {
        let memory = Adaptations(answerLimit: .maxTokens)
        let sent = memory.current
        #expect(memory.refused(.seed, sentWith: sent))
        #expect(memory.refused(.seed, sentWith: sent))
        #expect(memory.current.refused == [.seed])
        // Sent without it and refused for it all the same: nothing is left to change.
        #expect(!memory.refused(.seed, sentWith: memory.current))
    }

    @Test func `each model is remembered by itself`() {
        let memory = AdaptationMemory(answerLimit: .maxTokens)
        let model = memory.adaptations(of: "a")
        #expect(model.refused(.seed, sentWith: model.current))
        #expect(!memory.adaptations(of: "a").current.sends(.seed))
        #expect(memory.adaptations(of: "b").current.sends(.seed))
    }

    @Test(arguments: [
        (OptionalParameter.outputFormat, OptionalParameter.forcedTool), (.responseJSONSchema, .responseSchema),
        (.thinkingLevel, .thinkingBudget),
    ])
    func `what has a substitute is tried in that form, then left out`(
        first: OptionalParameter, second: OptionalParameter
    ) {
        let memory = Adaptations(answerLimit: .maxTokens)
        #expect(memory.current.current(first) == first)
        #expect(memory.refused(first, sentWith: memory.current))
        #expect(memory.current.current(first) == second)
        #expect(memory.refused(second, sentWith: memory.current))
        #expect(memory.current.current(first) == nil)
    }

    /// Every parameter that can be refused, what is sent after the first refusal, and what is refused by then.
    @Test(arguments: OptionalParameter.allCases)
    func `every parameter can be refused once, and is never sent again`(parameter: OptionalParameter) {
        let limit: OptionalParameter = parameter == .maxCompletionTokens ? .maxCompletionTokens : .maxTokens
        let memory = Adaptations(answerLimit: limit)
        #expect(memory.refused(parameter, sentWith: memory.current))
        #expect(!memory.current.sends(parameter))
        #expect(memory.current.refused.contains(parameter))
    }
}
