import AssayMetrics
import Testing

struct TernaryTests {
    // The tables of Kleene's strong logic: Introduction to Metamathematics, 1952, section 64.
    static let table: [(left: Ternary, right: Ternary, and: Ternary, or: Ternary)] = [
        (.false, .false, .false, .false), (.false, .unknown, .false, .unknown), (.false, .true, .false, .true),
        (.unknown, .false, .false, .unknown), (.unknown, .unknown, .unknown, .unknown),
        (.unknown, .true, .unknown, .true), (.true, .false, .false, .true), (.true, .unknown, .unknown, .true),
        (.true, .true, .true, .true),
    ]

    @Test(arguments: table)
    func `and and or follow Kleene's tables`(row: (left: Ternary, right: Ternary, and: Ternary, or: Ternary)) {
        #expect((row.left && row.right) == row.and)
        #expect((row.left || row.right) == row.or)
    }

    @Test func `not turns what is known around`() {
        #expect(!Ternary.true == .false)
        #expect(!Ternary.false == .true)
        #expect(!Ternary.unknown == .unknown)
    }

    @Test func `a Bool is known`() {
        #expect(Ternary(true) == .true)
        #expect(Ternary(false) == .false)
    }
}
