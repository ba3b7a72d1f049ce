import AssayCore
import Testing

@testable import AssaySimulator

struct QuirkTests {
    /// A quirk in one of its forms.
    struct Pair: Sendable, CustomTestStringConvertible {
        let quirk: Quirk
        let form: SimulatedForm
        var testDescription: String { "\(form.rawValue)/\(quirk.modelName)" }

        static let all = Quirk.allCases.flatMap { quirk in quirk.forms.map { Pair(quirk: quirk, form: $0) } }
    }

    @Test(arguments: Quirk.allCases)
    func `every quirk is found by its model's name and exists in some form`(quirk: Quirk) {
        #expect(Quirk(modelName: quirk.modelName) == quirk && !quirk.forms.isEmpty)
    }

    @Test func `other names are no quirks`() {
        #expect(Quirk(modelName: "content-parts") == nil && Quirk(modelName: "quirk-none") == nil)
    }

    /// Over HTTP, in a request as small as the form allows.
    @Test(arguments: Pair.all)
    func `a quirk comes with the status that its outcome says`(pair: Pair) async throws {
        let expectation = try #require(pair.quirk.expectation(in: pair.form))
        guard pair.quirk != .noReply, pair.quirk != .redirect else { return }
        try await withServer { client, _ in
            guard pair.quirk != .connectionLost else {
                await #expect(throws: (any Error).self) {
                    try await client.ask(in: pair.form, pair.quirk.modelName)
                }
                return
            }
            let replies = [
                try await client.ask(in: pair.form, pair.quirk.modelName),
                try await client.ask(in: pair.form, pair.quirk.modelName),
            ]
            switch expectation.outcome {
            case .answered: #expect(replies[1].status == 200)
            case .malformed: #expect(replies.map(\.status) == [200, 200])
            case .unavailable(let status?): #expect(replies.map(\.status) == [UInt(status), UInt(status)])
            case .rateLimited: #expect(replies.map(\.status) == [429, 429])
            // The provider's own words for a language that it does not take come with an ordinary status.
            case .unsupported where pair.quirk == .finishLanguage: #expect(replies[0].status == 200)
            // Words without a sound are answered.
            case .unsupported where pair.quirk == .audioRefused: #expect(replies[0].status == 200)
            case .tooLong, .unsupported: #expect((400..<500).contains(replies[0].status))
            case .blockedInput, .filtered, .unavailable, .timedOut, .quotaExhausted, .unauthorized, .rejected: break
            }
            if expectation.wait != nil { #expect(replies[0].status == 429) }
            // Whatever is said in waits and codes, the same question gets the same words.
            if expectation.requests == 1 { #expect(replies[0].body == replies[1].body) }
        }
    }

    /// The keys that say it, by hand from PROVIDERS.md.
    @Test(arguments: [
        (Quirk.filteredInput, SimulatedForm.openAI, #""jailbreak":{"filtered":true"#),
        (.filteredFinishedChoice, .openAI, #""finish_reason":"stop","content_filter_results""#),
        (.detectedOnly, .openAI, #""detected":true"#), (.dashScopeNativeInput, .openAI, #"{"code":"DataInspection"#),
        (.refusalField, .openAI, #""content":null,"refusal":"Simulated"#),
        (.contentParts, .openAI, #""content":[{"type":"text","text":"Simulated answer:"},{"type":"text""#),
        (.reasoningInline, .openAI, #""content":"<think>\nSimulated reasoning"#),
        (.noChoices, .anthropic, #""role":"assistant","model":"quirk-no-choices","stop_reason""#),
        (.reasoningBlocks, .anthropic, #""content":[{"type":"thinking","thinking":"Simulated reasoning"#),
        (.stopRefusal, .anthropic, #""content":[],"stop_reason":"refusal""#),
        (.wrongKey, .gemini, #""reason":"API_KEY_INVALID""#),
        (.promptBlockedSafety, .gemini, #"{"promptFeedback":{"blockReason":"SAFETY""#),
        (.finishRecitation, .gemini, #""candidates":[{"finishReason":"RECITATION","index":0}]"#),
        (.reasoningUsedUp, .gemini, #""content":{"role":"model"},"finishReason":"MAX_TOKENS""#),
        (.reasoningBlocks, .gemini, #""parts":[{"text":"Simulated reasoning about a padlock.","thought":true}"#),
        (.usageAbsent, .openAI, #""finish_reason":"stop","logprobs":null}],"system_fingerprint""#),
        (.quotaUsedUp, .gemini, #""quotaId":"GenerateRequestsPerDay"#),
        (.otherModel, .gemini, #""modelVersion":"another-model""#), (.retryInfo, .gemini, #""retryDelay":"11s""#),
    ])
    func `a quirk's body says it in the provider's keys`(quirk: Quirk, form: SimulatedForm, words: String) throws {
        var request = try WireBench(form).request()
        request.model = quirk.modelName
        guard case .reply(let reply) = quirk.reply(in: form, to: request, attempt: 0) else {
            Issue.record("it is a reply")
            return
        }
        let text = String(decoding: reply.bytes, as: UTF8.self)
        #expect(text.contains(words), "\(text)")
    }

    @Test func `a refused parameter is refused as long as it is sent`() throws {
        let refused: [(Quirk, SimulatedForm, String)] = [
            (.temperatureRefused, .openAI, #""temperature":0"#), (.maxTokensRefused, .openAI, #""max_tokens":9"#),
            (.seedRefusedInDetails, .openAI, #""seed":1"#), (.temperatureRefused, .anthropic, #""temperature":0"#),
            (.topPRefused, .anthropic, #""temperature":0,"top_p":0.5"#),
            (.schemaRefused, .anthropic, #""output_config":{"format":{"type":"json_schema","schema":{}}}"#),
            (.reasoningEffortRefused, .anthropic, #""output_config":{"effort":"low"}"#),
            (.seedRefused, .gemini, #""generationConfig":{"seed":1}"#),
            (.logprobsRefused, .gemini, #""generationConfig":{"responseLogprobs":true}"#),
            (.reasoningEffortRefused, .gemini, #""generationConfig":{"thinkingConfig":{"thinkingLevel":"low"}}"#),
        ]
        for (quirk, form, member) in refused {
            for (further, isFine) in [(member, false), ("", true)] {
                let request = try WireBench(form).request(further)
                guard case .reply(let reply) = quirk.reply(in: form, to: request, attempt: 0) else { continue }
                #expect((reply.status == 200) == isFine, "\(quirk) \(form) \(further)")
            }
        }
    }

    @Test(arguments: Quirk.allCases)
    func `its prompt carries what it is about`(quirk: Quirk) {
        let prompt = quirk.prompt
        #expect(prompt.parameters.answerTokens == 64 && prompt.turns.count == 1)
        switch quirk {
        case .imageTypeRefused, .imageSizeRefused, .detailRefused: #expect(prompt.media.map(\.type) == [.png])
        case .audioFormatRefused, .audioRefused: #expect(prompt.media.map(\.type) == [.mp3])
        case .schemaRefused: #expect(prompt.replySchema != nil)
        default: #expect(prompt.media.isEmpty && prompt.replySchema == nil)
        }
    }
}
