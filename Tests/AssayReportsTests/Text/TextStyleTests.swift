import Testing

@testable import AssayReports

struct TextStyleTests {
    @Test func `a style is written only where the output takes one`() {
        #expect(TextStyle.bold.applied(to: "a", styled: true) == "\u{1B}[1ma\u{1B}[0m")
        #expect(TextStyle.dim.applied(to: "a", styled: true) == "\u{1B}[2ma\u{1B}[0m")
        #expect(TextStyle.bold.applied(to: "a", styled: false) == "a")
        #expect(TextStyle.bold.applied(to: "", styled: true) == "")
    }
}
