import AssayCore
import Testing

struct GradeLabelTests {
    @Test func `the three grades have their settled names`() {
        #expect(GradeLabel.allCases.map(\.name) == ["correct", "incorrect", "not_attempted"])
    }
}
