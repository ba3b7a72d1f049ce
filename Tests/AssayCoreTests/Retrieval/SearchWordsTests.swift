import AssayCore
import Testing

struct SearchWordsTests {
    private let words = SearchWords(
        heading: "Found:", nothing: "(nothing)", tool: (words: "Looks things up.", argument: "the words"), key: "搜索",
        offer: #"Or reply {"搜索": "words"}."#, probe: "Look up the weather.")
    private var prompt: Prompt {
        Prompt(
            system: "Be short.", turns: [Turn(.user, [.text("How?")])],
            replySchema: ReplySchema(name: "answer", json: "{}"))
    }

    private func text(_ prompt: Prompt) -> String {
        prompt.turns.flatMap(\.content).compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
    }

    @Test func `a search is offered as a tool with one text, and the words stay as they are`() {
        let offering = words.offering(prompt, as: .tool)
        #expect(offering.turns == prompt.turns && offering.replySchema == nil)
        #expect(offering.tools.map(\.name) == ["search"])
        #expect(
            offering.tools.first?.parameters
                == #"{"properties":{"query":{"description":"the words","type":"string"}},"required":["query"],"type":"object"}"#
        )
    }

    @Test func `without tools it is offered in words behind the prompt's own`() {
        let offering = words.offering(prompt, as: .text)
        #expect(text(offering) == "How?\n\nOr reply {\"搜索\": \"words\"}.")
        #expect(offering.tools.isEmpty && offering.replySchema == nil)
    }

    @Test func `passages stand numbered before the prompt's text, each on a line`() {
        let passages = [
            Passage(source: "a.txt", text: "One.\nTwo.\r\n\r\nThree."), Passage(source: "b\n.md", text: "Four."),
        ]
        let showing = words.showing(passages, in: prompt)
        #expect(text(showing) == "Found:\n[1] a.txt\nOne. Two. Three.\n[2] b .md\nFour.\n\nHow?")
        #expect(showing.replySchema == prompt.replySchema && showing.tools.isEmpty)
    }

    @Test func `a search that found nothing is shown as that`() {
        #expect(text(words.showing([], in: prompt)) == "Found:\n(nothing)\n\nHow?")
    }

    @Test func `words go before the last user turn's first text, behind pictures and earlier turns`() throws {
        let medium = try #require(Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]))
        let prompt = Prompt(turns: [
            Turn(.user, [.text("First.")]), Turn(.assistant, [.text("Yes.")]),
            Turn(.user, [.image(medium), .text("Second.")]),
        ])
        let showing = words.showing([], in: prompt)
        #expect(showing.turns[0] == prompt.turns[0] && showing.turns[1] == prompt.turns[1])
        #expect(showing.turns[2].content == [.image(medium), .text("Found:\n(nothing)\n\nSecond.")])
    }

    @Test(arguments: [
        (#"{"搜索": "padlock"}"#, "padlock"),
        ("\n  {\"搜索\":\"pad  lock\\n\"}  \n", "pad lock"),
        ("```json\n{\"搜索\": \"padlock\"}\n```\n", "padlock"),
        ("```\n{\"搜索\": \"padlock\"}\n```", "padlock"),
        (#"{"搜索": "？！"}"#, ""), (#"{"搜索": ""}"#, ""), (#"{"搜索": 7}"#, ""), (#"{"搜索": null}"#, ""),
        (#"{"搜索": ["padlock"]}"#, ""),
    ])
    func `the whole reply as an object is a wish`(reply: String, query: String) {
        #expect(words.query(in: Response(text: reply)) == query)
    }

    @Test(arguments: [
        #"{"答案": "a key"}"#, #"I would {"搜索": "padlock"}"#, #"{"搜索": "padlock"} Thanks."#, "搜索：padlock", "需要搜索:padlock",
        #"{"搜索": "padlock", "答案": "a key"}"#, #"{"search": "padlock"}"#, #"{"搜索": "padlock""#, "", #"["搜索"]"#,
        "```json\n{\"搜索\": \"padlock\"}\n```\nThen more.",
    ])
    func `anything else is the answer`(reply: String) {
        #expect(words.query(in: Response(text: reply)) == nil)
    }

    @Test(arguments: [
        (#"{"query":"padlock"}"#, "padlock"), (#"{"query":"  "}"#, ""), ("{", ""), (#"{"q":"padlock"}"#, ""), ("", ""),
    ])
    func `a call of the tool is a wish, also without readable words`(arguments: String, query: String) {
        let call = ToolCall(name: "search", arguments: arguments)
        #expect(words.query(in: Response(text: "Let me look.", stopReason: .toolCall, toolCalls: [call])) == query)
    }

    @Test func `of several calls the first of the tool counts`() {
        let calls = [
            ToolCall(name: "weather", arguments: #"{"query":"rain"}"#),
            ToolCall(name: "search", arguments: #"{"query":"one"}"#),
            ToolCall(name: "search", arguments: #"{"query":"two"}"#),
        ]
        #expect(words.query(in: Response(text: "", stopReason: .toolCall, toolCalls: calls)) == "one")
    }

    @Test(arguments: [StopReason.filtered, .refused]) func `what was filtered or refused is no wish`(reason: StopReason)
    {
        #expect(words.query(in: Response(text: #"{"搜索": "padlock"}"#, stopReason: reason)) == nil)
    }

    @Test func `a query is cut at 300 characters`() {
        let reply = "{\"搜索\": \"\(String(repeating: "锁", count: 400))\"}"
        #expect(words.query(in: Response(text: reply))?.count == 300)
    }
}
