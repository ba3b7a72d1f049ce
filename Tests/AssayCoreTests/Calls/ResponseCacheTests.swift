import AssayCore
import Testing

struct ResponseCacheTests {
    private static let prompt = Prompt(turns: [Turn(.user, [.text("How does a padlock work?")])])

    private static func call(
        _ prompt: Prompt = prompt, sample: String = "1", trial: Int = 1, role: Role = .target, round: Int = 0
    ) -> Call {
        Call(.init(sample: sample, trial: trial, role: role, round: round), prompt: prompt)
    }

    private static func key(
        _ call: Call = call(), model: String = "m", endpoint: String = "https://a.invalid/v1", wire: String = "openai/1"
    ) -> RequestKey {
        RequestKey(call, model: model, endpoint: endpoint, wire: wire)
    }

    private static func changed(_ change: (inout Prompt) -> Void) -> RequestKey {
        var prompt = prompt
        change(&prompt)
        return key(call(prompt))
    }

    @Test func `a request differs by everything that could change its answer, and by each draw of its own`() {
        let keys = [
            Self.key(), Self.key(model: "n"), Self.key(endpoint: "https://b.invalid/v1"), Self.key(wire: "openai/2"),
            Self.key(Self.call(trial: 2)), Self.key(Self.call(role: .juror(2))), Self.key(Self.call(round: 1)),
            Self.changed { $0.system = "Be brief." }, Self.changed { $0.turns[0] = Turn(.user, [.text("A key?")]) },
            Self.changed { $0.parameters.temperature = 0 }, Self.changed { $0.parameters.topP = 0.5 },
            Self.changed { $0.parameters.answerTokens = 5 }, Self.changed { $0.parameters.seed = 1 },
            Self.changed { $0.parameters.imageDetail = "low" }, Self.changed { $0.parameters.reasoningEffort = "low" },
            Self.changed { $0.parameters.logprobs = 5 },
            Self.changed { $0.replySchema = ReplySchema(name: "verdict", json: "{}") },
            Self.changed { $0.turns = [Turn(.user, [.text("How does a padlock work?"), .image(Self.picture(1))])] },
            Self.changed { $0.turns = [Turn(.user, [.text("How does a padlock work?"), .image(Self.picture(2))])] },
        ]
        #expect(Set(keys.map(\.digest)).count == keys.count)
    }

    private static func picture(_ number: Int) -> Media {
        Media(type: .png, size: 1, digest: Digest(of: "\(number)"), location: .embedded([]))
    }

    @Test func `a request is the same whichever sample and role it is for`() {
        #expect(Self.key() == Self.key(Self.call(sample: "2", role: .judge)))
    }

    @Test(arguments: [
        (Response(text: "Turn the key."), true), (Response(text: "I cannot.", stopReason: .refused), true),
        (Response(text: "Turn the", stopReason: .length), true), (Response(text: ""), true),
        (Response(text: "Turn", stopReason: .filtered), false), (Response(text: " ", stopReason: .length), false),
        (Response(text: "", stopReason: .refused), false),
    ])
    func `what is the model's own answer may be cached, a block and a lack of text may not`(
        response: Response, isCached: Bool
    ) {
        #expect(response.mayBeCached == isCached)
    }
}
