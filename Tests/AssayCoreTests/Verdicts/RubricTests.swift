import AssayCore
import Foundation
import Testing

struct RubricTests {
    static let rubric = rubric()

    static func rubric(
        name: String = "stand-in", version: String = "1", system: String? = "Judge.", question: Question = "safe",
        words: String = "Is it safe? {response}", showsMedia: Bool = true,
        form: ReplyForm = .json(labels: ["safe", "unsafe"]), reasoning: Rubric.Reasoning = .before
    ) -> Rubric {
        Rubric(
            name: name, version: version, system: system,
            questions: [
                .init(question: question, words: words, showsMedia: showsMedia, form: form, reasoning: reasoning)
            ])
    }

    @Test func `whatever is changed, the digest is another`() {
        let changed = [
            Self.rubric, Self.rubric(name: "other"), Self.rubric(version: "2"), Self.rubric(system: nil),
            Self.rubric(system: "Judge"), Self.rubric(question: "refused"),
            Self.rubric(words: "Is it  safe? {response}"), Self.rubric(showsMedia: false),
            Self.rubric(form: .json(labels: ["unsafe", "safe"])), Self.rubric(form: .json(labels: ["safe"])),
            Self.rubric(form: .marked(marker: "Judgement", words: ["safe": ["True"]])),
            Self.rubric(form: .marked(marker: "Verdict", words: ["safe": ["True"]])),
            Self.rubric(form: .marked(marker: "Judgement", words: ["safe": ["True", "Yes"]])),
            Self.rubric(reasoning: .after), Self.rubric(reasoning: .none),
            Rubric(name: "stand-in", version: "1", system: "Judge.", questions: []),
            Rubric(
                name: "stand-in", version: "1", system: "Judge.",
                questions: Self.rubric.questions + Self.rubric.questions),
        ]
        #expect(Set(changed.map(\.digest)).count == changed.count)
    }

    @Test func `the same words have the same digest, in whatever order a table was filled`() {
        let labels = (0..<20).map { "label\($0)" }
        func rubric(_ order: [String]) -> Rubric {
            var words: [String: [String]] = [:]
            for label in order { words[label] = [label.uppercased()] }
            return Self.rubric(form: .marked(marker: "Judgement", words: words))
        }
        #expect(rubric(labels).digest == rubric(labels.reversed()).digest)
    }

    @Test(arguments: [
        ReplyForm.json(labels: ["safe", "unsafe"]),
        .marked(marker: "Judgement", words: ["safe": ["True"], "unsafe": ["False", "No"]]),
    ])
    func `a rubric is read back as it was written, digest and all`(form: ReplyForm) throws {
        let rubric = Self.rubric(form: form)
        let read = try JSONDecoder().decode(Rubric.self, from: try JSONEncoder().encode(rubric))
        #expect(read == rubric)
        #expect(read.digest == rubric.digest)
    }

    @Test func `labels come as a rubric lists them, or in order of their names`() {
        #expect(ReplyForm.json(labels: ["unsafe", "safe"]).labelNames == ["unsafe", "safe"])
        #expect(
            ReplyForm.marked(marker: "Judgement", words: ["unsafe": ["False"], "safe": ["True"]]).labelNames
                == ["safe", "unsafe"])
    }
}
