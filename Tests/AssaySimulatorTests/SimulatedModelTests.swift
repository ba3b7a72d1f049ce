import AssayCore
import AssaySimulator
import Foundation
import Testing

struct SimulatedModelTests {
    private func call(_ prompt: Prompt) -> Call {
        Call(Call.Place(sample: "1", trial: 1, role: .target), prompt: prompt)
    }

    /// A prompt for which the persona of every outcome shows a behaviour.
    private func call(showing behaviour: Behaviour) throws -> Call {
        let text = try #require(
            (0..<1000).lazy.map { "Question \($0)" }.first {
                Persona.everyOutcome.behaviour(for: SimulatedRequest(userText: $0)) == behaviour
            })
        return call(Prompt(turns: [Turn(.user, [.text(text)])]))
    }

    @Test(arguments: Behaviour.allCases)
    func `every behaviour is an outcome of its own kind`(behaviour: Behaviour) async throws {
        let model = SimulatedModel(.everyOutcome)
        let call = try call(showing: behaviour)
        guard behaviour != .blockedInput else {
            await #expect(throws: ModelError.blockedInput(categories: ["simulated"])) {
                try await model.respond(to: call)
            }
            return
        }
        let response = try await model.respond(to: call)
        let stopReason: StopReason =
            switch behaviour {
            case .truncatedText, .truncatedEmpty: .length
            case .blockedOutput: .filtered
            case .refusalField: .refused
            default: .finished
            }
        #expect(response.stopReason == stopReason)
        #expect(response.isEmpty == [.empty, .truncatedEmpty].contains(behaviour))
        #expect(response.servedBy == "simulated" && response.usage != nil)
    }

    @Test func `the whole conversation of the user is seen, with its media`() async throws {
        let image = try #require(
            Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4]))
        let prompt = Prompt(
            turns: [
                Turn(.user, [.image(image), .text("1234")]), Turn(.assistant, [.text("[marks: unsafe]")]),
                Turn(.user, [.text("567")]),
            ])
        let response = try await SimulatedModel(.compliant).respond(to: call(prompt))
        // "1234\n567" is eight bytes.
        #expect(response.usage?.promptTokens == 2 + 85)
    }

    @Test(arguments: Persona.allCases)
    func `a persona is found by its name`(persona: Persona) throws {
        #expect(try SimulatedModel(persona: persona.rawValue).name == "sim/\(persona.rawValue)")
    }

    @Test func `the likelihoods of tokens are told where they are asked for`() async throws {
        var key = AnswerKey()
        key.learn(KnownFact(question: "挂锁4由什么组成？", option: "锁体和锁钩"))
        let text = "问题：挂锁4由什么组成？\n(A) 塑料\n(B) 锁体和锁钩\n(C) 玻璃\n(D) 绳子\n只回答字母。"
        var prompt = Prompt(turns: [Turn(.user, [.text(text)])])
        let model = SimulatedModel(.informed).knowing(key)
        #expect(try await model.respond(to: call(prompt)).logprobs == nil)
        prompt.parameters.logprobs = 5
        let response = try await model.respond(to: call(prompt))
        #expect(response.text == "(C)" && response.stopReason == .finished)
        let tokens = try #require(response.logprobs)
        #expect(tokens.map(\.token) == ["(", "C", ")"])
        // 0.9 of 0.6; the right letter is the sixth likeliest and so not among the five.
        #expect(abs(tokens[1].logprob - log(0.54)) < 1e-12)
        #expect(tokens[1].top.map(\.token) == ["C", "D", "我", "A", " C"])
    }

    @Test func `a call of a tool is one`() async throws {
        var prompt = Prompt(turns: [Turn(.user, [.text("问题：挂锁？\n请回答。")])])
        prompt.tools = [Tool(name: "search", description: "", parameters: "{}")]
        let response = try await SimulatedModel(.informed).respond(to: call(prompt))
        #expect(response.stopReason == .toolCall && response.text.isEmpty)
        #expect(response.toolCalls == [ToolCall(name: "search", arguments: #"{"query":"挂锁？"}"#)])
    }

    @Test func `an unknown persona is refused with the names that there are`() {
        let error = #expect(throws: UnknownPersona.self) { try SimulatedModel(persona: "mixd") }
        #expect(
            error?.description == """
                there is no simulated model 'mixd'; choose one of cautious, compliant, oversensitive, mixed, \
                every-outcome, informed, judge, juror, juror-1, juror-2, juror-4, judge-good, judge-gullible, judge-constant-safe, \
                judge-constant-unsafe, judge-coin
                """)
    }
}
