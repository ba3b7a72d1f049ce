import AssayCore
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct PromptTests {
    /// Media by type and digest, keys in order, nothing that is not set.
    @Test func `a prompt's JSON is the same to the byte`() throws {
        let picture = Media(
            type: .png, size: 3, digest: Digest(of: "abc"), location: .file("pictures/a.png", modified: .distantPast))
        var parameters = Parameters()
        parameters.temperature = 0.5
        parameters.answerTokens = 500
        let prompt = Prompt(
            system: "Be brief.",
            turns: [
                Turn(.user, [.image(picture), .text("Is \"this\" and/or that a padlock?\n锁")]),
                Turn(.assistant, [.text("Yes.")]),
            ], parameters: parameters, replySchema: ReplySchema(name: "verdict", json: "{}"))
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(
            prompt.canonicalJSON == #"{"parameters":{"answer_tokens":500,"temperature":0.5},"#
                + #""reply_schema":{"json":"{}","name":"verdict"},"system":"Be brief.","turns":["#
                + #"{"content":[{"digest":"\#(digest)","type":"image/png"},"#
                + #"{"text":"Is \"this\" and/or that a padlock?\n锁"}],"speaker":"user"},"#
                + #"{"content":[{"text":"Yes."}],"speaker":"assistant"}]}"#)
    }

    @Test func `the smallest prompt has no empty fields`() {
        let prompt = Prompt(turns: [Turn(.user, [.text("Hello")])])
        #expect(
            prompt.canonicalJSON == #"{"parameters":{},"turns":[{"content":[{"text":"Hello"}],"speaker":"user"}]}"#)
    }

    static let changes: [(name: String, change: @Sendable (inout Prompt) throws -> Void)] = [
        ("system", { $0.system = "Be brief." }),
        ("empty system", { $0.system = "" }),
        ("words", { $0.turns = [Turn(.user, [.text("Is this a lock")])] }),
        ("speaker", { $0.turns = [Turn(.assistant, $0.turns[0].content)] }),
        ("order", { $0.turns = [Turn(.user, $0.turns[0].content.reversed())] }),
        ("parts", { $0.turns = [Turn(.user, $0.turns[0].content + [.text("")])] }),
        ("turns", { $0.turns.append(Turn(.assistant, [])) }),
        (
            "media",
            {
                let media = try #require(Media(embedding: StandIns.png(2)))
                $0.turns = [Turn(.user, [.image(media), .text("Is this a lock?")])]
            }
        ),
        ("temperature", { $0.parameters.temperature = 0 }),
        ("top-p", { $0.parameters.topP = 0.5 }),
        ("answer tokens", { $0.parameters.answerTokens = 1 }),
        ("seed", { $0.parameters.seed = 1 }),
        ("image detail", { $0.parameters.imageDetail = "low" }),
        ("reasoning effort", { $0.parameters.reasoningEffort = "low" }),
        ("logprobs", { $0.parameters.logprobs = 5 }),
        ("schema", { $0.replySchema = ReplySchema(name: "verdict", json: "{}") }),
        ("schema's name", { $0.replySchema = ReplySchema(name: "ruling", json: "{}") }),
        ("schema's words", { $0.replySchema = ReplySchema(name: "verdict", json: "[]") }),
    ]

    @Test func `whatever is changed, the JSON is another`() throws {
        let media = try #require(Media(embedding: StandIns.png(1)))
        let prompt = Prompt(turns: [Turn(.user, [.image(media), .text("Is this a lock?")])])
        var seen: [String: String] = [prompt.canonicalJSON: "nothing"]
        for (name, change) in Self.changes {
            var changed = prompt
            try change(&changed)
            let other = seen.updateValue(name, forKey: changed.canonicalJSON)
            #expect(other == nil, "\(name) gives what \(other ?? "") gives")
        }
    }

    @Test func `where a medium lies does not change the prompt`() throws {
        let drawn = try #require(Media(embedding: StandIns.png()))
        let file = Media(
            type: drawn.type, size: drawn.size, digest: drawn.digest,
            location: .file("pictures/a.png", modified: .distantPast))
        let prompts = [drawn, file].map { Prompt(turns: [Turn(.user, [.image($0)])]) }
        #expect(prompts[0].canonicalJSON == prompts[1].canonicalJSON)
        #expect(prompts[0] == prompts[1])
    }

    @Test func `the media of all turns come in order`() throws {
        let media = try (1...3).map { try #require(Media(embedding: StandIns.png($0))) }
        let prompt = Prompt(turns: [
            Turn(.user, [.image(media[0]), .text("and"), .image(media[1])]), Turn(.assistant, [.text("Yes.")]),
            Turn(.user, [.audio(media[2])]),
        ])
        #expect(prompt.media == media)
    }

    @Test func `tools are part of a prompt, and a prompt without any is what it always was`() {
        let plain = Prompt(turns: [Turn(.user, [.text("Hello")])])
        #expect(
            plain.canonicalJSON
                == #"{"parameters":{},"turns":[{"content":[{"text":"Hello"}],"speaker":"user"}]}"#)
        var prompt = plain
        prompt.tools = [Tool(name: "look_up", description: "Looks up.", parameters: #"{"type":"object"}"#)]
        #expect(
            prompt.canonicalJSON == """
                {"parameters":{},"tools":[{"description":"Looks up.","name":"look_up",\
                "parameters":"{\\"type\\":\\"object\\"}"}],\
                "turns":[{"content":[{"text":"Hello"}],"speaker":"user"}]}
                """)
    }
}
