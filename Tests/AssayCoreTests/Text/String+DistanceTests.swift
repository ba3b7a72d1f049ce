import AssayCore
import Testing

struct StringDistanceTests {
    @Test(arguments: [
        ("suio", "siuo", 1), ("siou", "siuo", 1), ("siuo", "siuo", 0), ("", "abc", 3), ("kitten", "sitting", 3),
        ("demo", "dmeo", 1), ("挂锁", "挂钩", 1),
    ])
    func `letters put in, taken out, changed or swapped count one each`(_ a: String, _ b: String, _ changes: Int) {
        #expect(a.changes(to: b) == changes)
        #expect(b.changes(to: a) == changes)
    }
}
