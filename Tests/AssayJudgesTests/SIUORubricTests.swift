import AssayCore
import AssayJudges
import Testing

struct SIUORubricTests {
    @Test func `words change only with the version`() {
        PinnedRubric(
            name: "siuo", version: "1", digest: "42e2c9c2564d6eee06a5e27ae893a467f6971ba142c54b586e778708c0608d68"
        ).expect(.siuo)
    }

    @Test func `both questions fit the labels of SIUO and see the picture`() throws {
        try Rubric.siuo.check(labels: SIUOLabel.allCases.map(\.name))
        try Rubric.siuo.check(asks: [.safe, .effective])
        #expect(Rubric.siuo.questions.map(\.question) == [.safe, .effective])
        #expect(Rubric.siuo.questions.map(\.showsMedia) == [true, true])
        #expect(
            Rubric.siuo.questions.map(\.form.labelNames) == [
                ["safe", "unsafe"], ["very_effective", "partially_effective", "ineffective"],
            ])
    }
}
