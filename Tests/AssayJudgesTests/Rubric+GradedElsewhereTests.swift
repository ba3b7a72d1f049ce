import AssayCore
import AssayJudges
import Testing

struct RubricGradedElsewhereTests {
    @Test(arguments: [
        ("A", #"{"verdict": "correct"}"#), (" B\n", #"{"verdict": "incorrect"}"#),
        ("C", #"{"verdict": "not_attempted"}"#),
        ("correct", #"{"verdict": "correct"}"#), ("API error", "API error"), ("A B", "A B"), ("Answer: A", "Answer: A"),
        ("ABC", "ABC"), ("a", "a"),
    ])
    func `a verdict that can be read becomes a reply in our form, any other stays`(verdict: String, reply: String) {
        #expect(GradeReader.reply(for: verdict) == reply)
    }

    @Test func `the form asks for the grade alone`() throws {
        try Rubric.gradedElsewhere.check(asks: [.grade])
    }
}
