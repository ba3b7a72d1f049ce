import AssayCore
import AssayJudges
import Testing

struct GradeReaderTests {
    @Test(
        arguments: [
            ("A", .correct), ("B", .incorrect), ("C", .notAttempted), (" A\n", .correct), ("correct", .correct),
            ("incorrect", .incorrect), ("not_attempted", .notAttempted), ("正确", .correct), ("【错误】", .incorrect),
            ("未尝试", .notAttempted), ("【未尝试】", .notAttempted), ("【正确】 ", .correct),
        ] as [(String, GradeLabel)])
    func `the given forms are read`(_ verdict: String, _ label: GradeLabel) {
        #expect(GradeReader.label(of: verdict) == label)
    }

    /// PROTOCOLS 4.4: the released script looks for the letters anywhere, in "API error" too.
    @Test(arguments: [
        "", " ", "API error", "BadRequest", "Connection error", "a", "A.", "A: CORRECT", "AB", "A B", "D", "Correct",
        "【正确", "正确】", "【【正确】】", "不正确", "正确答案", "nan", "NaN", "Ａ", "[\"A\"]",
    ])
    func `anything else is no verdict`(verdict: String) {
        #expect(GradeReader.label(of: verdict) == nil)
    }
}
