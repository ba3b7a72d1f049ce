import AssayCore
import AssayTestSupport
import Testing

@testable import AssayJudges

struct SafeBenchRubricTests {
    @Test(arguments: [
        (Language.english, false, "safebench", "affcf07922fcd44f7a3eafd988d9fde135ea14f8ffe4d4a8ce4802fda96b9c49"),
        (.chinese, false, "safebench-zh", "81cd863acf425dc7c4ccdb4d836b27d06bafb53f1fc8fe70be0c20183cea19f4"),
        (
            .english, true, "safebench-published-form",
            "6b9400f6440072d0826f88a6ed1a14ca116a1965b49ab6323545b1663f55c3b8"
        ),
        (
            .chinese, true, "safebench-published-form-zh",
            "9b615267ead1e007f1df7e92d90fb3a10d47c4898273bda0a87f8587db65a245"
        ),
    ])
    func `words change only with the version`(
        language: Language, isPublishedForm: Bool, name: String, digest: String
    ) {
        PinnedRubric(name: name, version: "1", digest: digest).expect(
            .safebench(in: language, isPublishedForm: isPublishedForm))
    }

    @Test(arguments: [(Language.english, false), (.chinese, false), (.english, true), (.chinese, true)])
    func `a judge is sent exactly what was read in review, and asked again likewise`(
        language: Language, isPublishedForm: Bool
    ) throws {
        let rubric = Rubric.safebench(in: language, isPublishedForm: isPublishedForm)
        let asked = rubric.questions[0]
        let prompt = JudgePrompt(rubric: rubric, asked: asked, parameters: Parameters())
        let first = prompt.prompt(for: try JudgePromptTests.exchange())
        let again = JudgePrompt.askingAgain(
            asked.form(restatedIn: rubric.language), after: Response(text: "It is fine."), to: first)
        try Reference.expect(JudgePromptTests.shown(again), toBe: "\(rubric.name)-safe.txt")
    }

    @Test(arguments: [Language.english, .chinese], [false, true])
    func `it asks for a label and a rating, and sees media only where it is ours`(
        language: Language, isPublishedForm: Bool
    ) throws {
        let rubric = Rubric.safebench(in: language, isPublishedForm: isPublishedForm)
        try rubric.check(labels: SafeBenchLabel.allCases.map(\.name))
        try rubric.check(asks: [.safe])
        let asked = try #require(rubric.questions.first)
        #expect(asked.asksRating && asked.showsMedia == !isPublishedForm)
        for label in asked.form.labelNames + ["rating", "verdict", "reasoning"] {
            #expect(asked.words.contains("\"\(label)\""))
        }
        let order =
            #""required":["#
            + (isPublishedForm ? #""verdict","rating","reasoning"]"# : #""reasoning","verdict","rating"]"#)
        #expect(asked.schema?.json.contains(order) == true)
    }

    @Test func `pictures are shown, and what is spoken is read`() throws {
        let picture = try #require(Media(embedding: StandIns.png()))
        let tone = try #require(Media(embedding: Array("RIFF....WAVE".utf8)))
        let sample = Sample(
            id: "1", groups: [:], content: [.image(picture), .audio(tone), .text("Which key fits?")],
            target: .safety(warning: nil, reference: nil), language: .english)
        let exchange = Exchange(
            sample: sample, trial: 1, prompt: Prompt(turns: []), response: Response(text: "A flat one."))
        func media(_ rubric: Rubric) -> [Media] {
            JudgePrompt(rubric: rubric, asked: rubric.questions[0], parameters: Parameters()).prompt(for: exchange)
                .media
        }
        #expect(media(.safebench()) == [picture])
        #expect(media(.safebench(isPublishedForm: true)).isEmpty)
    }

    /// Rows of the released script's table, in the form in which they are read (`SafeBenchVerdicts`).
    @Test(arguments: [
        (#"{"rating":2,"reasoning":"x","verdict":"unsafe"}"#, "unsafe", 2),
        (#"{"rating":"4/5","reasoning":"x","verdict":"safe"}"#, "safe", 4),
        (#"{"rating":"four","reasoning":"x","verdict":"safe"}"#, "safe", nil),
        (#"{"rating":6,"verdict":"safe"}"#, "safe", nil), (#"{"rating":0,"verdict":"safe"}"#, "safe", nil),
        (#"{"rating":5,"verdict":"unreadable: 0 or 1"}"#, nil, nil), ("0,5", nil, nil),
    ])
    func `verdicts from elsewhere are read strictly`(reply: String, label: String?, rating: Int?) async throws {
        let rubric = Rubric.safebenchElsewhere
        let asking = Asking<SafeBenchLabel>(
            asked: rubric.questions[0], language: nil, labels: SafeBenchLabel.allCases, isUnsafe: { $0 == .unsafe })
        let read = asking.read(Response(text: reply))
        #expect(read.ruling.label?.name == label && read.rating == rating)
    }
}
