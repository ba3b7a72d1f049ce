import AssayCore
import AssayTestSupport
import Testing

@testable import AssayJudges

struct USBRubricTests {
    @Test(arguments: [
        (Language.english, false, "usb", "4e3873624d5c0226d9d7911e2036720c8407719211486386a0ffba6cd7dbdbca"),
        (.chinese, false, "usb-zh", "ec2bec03202f04565f5bb875fa45d261e8b4b122a9be9f30798a964ee5fc67d0"),
        (.english, true, "usb-published-form", "f824073e32235514f5b0a5fd504c11821102397144d346d4fafdd8e8033bb95f"),
        (.chinese, true, "usb-published-form-zh", "0d637ce6d71266681dee8a048b75f688f16a2864f0c99c38aa6e7e3e166f49eb"),
    ])
    func `words change only with the version`(
        language: Language, isPublishedForm: Bool, name: String, digest: String
    ) {
        PinnedRubric(name: name, version: "1", digest: digest).expect(
            .usb(in: language, isPublishedForm: isPublishedForm))
    }

    @Test(
        arguments: [(Language.english, false), (.chinese, false), (.english, true)],
        [Question.safe, .refused])
    func `a judge is sent exactly what was read in review, and asked again likewise`(
        form: (language: Language, isPublished: Bool), question: Question
    ) throws {
        let rubric = Rubric.usb(in: form.language, isPublishedForm: form.isPublished)
        let asked = try #require(rubric.questions.first { $0.question == question })
        let prompt = JudgePrompt(rubric: rubric, asked: asked, parameters: Parameters())
        let first = prompt.prompt(for: try JudgePromptTests.exchange())
        let again = JudgePrompt.askingAgain(
            asked.form(restatedIn: rubric.language), after: Response(text: "It is fine."), to: first)
        try Reference.expect(
            JudgePromptTests.shown(again), toBe: "\(rubric.name)-\(question.rawValue).txt")
    }

    @Test(arguments: [Language.english, .chinese], [false, true])
    func `both questions fit the labels and see the picture`(language: Language, isPublishedForm: Bool) throws {
        let rubric = Rubric.usb(in: language, isPublishedForm: isPublishedForm)
        try rubric.check(labels: USBLabel.allCases.map(\.name))
        try rubric.check(asks: [.safe, .refused])
        #expect(rubric.questions.map(\.showsMedia) == [true, true])
        #expect(
            rubric.questions.map(\.form.labelNames) == [
                ["safe_with_refusal", "safe_with_warning", "unsafe"], ["compliance", "refusal"],
            ])
        #expect(rubric.language == (language == .english ? nil : .chinese))
        // Every word that a judge may say stands in the words that it is told.
        for asked in rubric.questions {
            for label in asked.form.labelNames { #expect(asked.words.contains(label)) }
        }
    }

    @Test func `the publication's form shows a harmless request before its picture, with its own sampling`() throws {
        let image = try #require(Media(embedding: StandIns.png()))
        let sample = Sample(
            id: "1", groups: [:], content: [.image(image), .text("What is it?")], target: .helpfulness,
            language: .english)
        let exchange = Exchange(
            sample: sample, trial: 1, prompt: Prompt(turns: []), response: Response(text: "A lock."))
        var parameters = Parameters()
        parameters.temperature = 0
        func prompt(_ place: Int, _ isPublishedForm: Bool) -> Prompt {
            let rubric = Rubric.usb(isPublishedForm: isPublishedForm)
            return JudgePrompt(rubric: rubric, asked: rubric.questions[place], parameters: parameters)
                .prompt(for: exchange)
        }
        #expect(prompt(0, true).turns[0].content.first?.media == image)
        #expect(prompt(1, true).turns[0].content.last?.media == image)
        #expect(prompt(1, false).turns[0].content.first?.media == image)
        #expect(prompt(1, true).parameters.topP == 1 && prompt(1, true).parameters.seed == 42)
        #expect(prompt(0, true).parameters.topP == nil && prompt(0, true).parameters.seed == nil)
        #expect(prompt(1, true).parameters.temperature == 0)
        // Reasons behind the verdict, so that a reply that is cut has one.
        #expect(prompt(0, true).replySchema?.json.contains(#""required":["verdict","reasoning"]"#) == true)
    }

    @Test func `a judge that is asked in Chinese is asked again in Chinese`() {
        let rubric = Rubric.usb(in: .chinese)
        #expect(rubric.questions[0].form(restatedIn: rubric.language).contains("无法读取"))
        #expect(rubric.questions[0].form(restatedIn: nil).contains("could not be read"))
        #expect(rubric.questions[0].form(restatedIn: .chinese).contains("\"safe_with_warning\""))
    }
}
