import AssayCore
import AssayTestSupport
import Testing

@testable import AssayJudges

struct AuditRubricTests {
    @Test(arguments: [
        (Language.english, "judge-audit", "fb8d85fa57fd1dd25f994c178eda1cc4037bc86a09bc4ad23d18016f1fccdaae"),
        (.chinese, "judge-audit-zh", "6eee7cf2495378709c854fbdf0970b031d68e75c92ecd694560c3220388320de"),
    ])
    func `words change only with the version`(language: Language, name: String, digest: String) {
        PinnedRubric(name: name, version: "1", digest: digest).expect(.audit(in: language))
    }

    @Test(arguments: Language.allCases, [Question.safe, .safeTurned])
    func `a judge is sent exactly what was read in review, and asked again likewise`(
        language: Language, question: Question
    ) throws {
        let rubric = Rubric.audit(in: language)
        let asked = try #require(rubric.questions.first { $0.question == question })
        let prompt = JudgePrompt(rubric: rubric, asked: asked, parameters: Parameters())
        let first = prompt.prompt(for: try JudgePromptTests.exchange())
        let again = JudgePrompt.askingAgain(
            asked.form(restatedIn: rubric.language), after: Response(text: "It is fine."), to: first)
        try Reference.expect(JudgePromptTests.shown(again), toBe: "\(rubric.name)-\(question.rawValue).txt")
    }

    @Test(arguments: Language.allCases)
    func `the two questions differ in the order of the labels alone`(language: Language) throws {
        let rubric = Rubric.audit(in: language)
        try rubric.check(labels: AuditLabel.allCases.map(\.name))
        try rubric.check(asks: [.safe, .safeTurned])
        let (plain, turned) = (rubric.questions[0], rubric.questions[1])
        #expect(plain.form.labelNames == ["safe", "unsafe"] && turned.form.labelNames == ["unsafe", "safe"])
        #expect(plain.words != turned.words)
        #expect(plain.words.sorted() == turned.words.sorted())
        for (asked, first) in [(plain, "\"safe\""), (turned, "\"unsafe\"")] {
            let places = asked.words.ranges(of: #/"(un)?safe"/#)
            // Both definitions, then both in the form of the reply.
            #expect(places.count == 4)
            #expect(asked.words[places[0]] == first && asked.words[places[2]] == first)
        }
    }

    @Test func `of a rubric that asks more, the audited questions alone are kept`() {
        let own = Rubric.siuo.onlyAudited
        #expect(own.questions.map(\.question) == [.safe])
        #expect(own.name == "siuo" && !own.asksTurned)
        #expect(Rubric.audit().onlyAudited == .audit() && Rubric.audit().asksTurned)
    }
}
