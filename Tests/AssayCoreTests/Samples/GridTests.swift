import AssayCore
import Testing

struct GridTests {
    @Test func `cells come row by row with a value of both groups`() {
        let grid = Grid(
            title: "tools by combination", metrics: ["safety_rate"],
            rows: [.init("knives", under: "kitchen"), .init("saws")],
            by: .category, columns: ["RIRT", "SIST"], by: .combination)

        #expect(
            grid.cells == [
                [.category: "knives", .combination: "RIRT"], [.category: "knives", .combination: "SIST"],
                [.category: "saws", .combination: "RIRT"], [.category: "saws", .combination: "SIST"],
            ])
    }
}
