import AssayCore
import Testing

struct DressTests {
    @Test func `seven dresses are attacks, and three are there to compare with`() {
        #expect(
            Dress.attacks.map(\.rawValue) == [
                "planted_verdict", "fake_end", "system_note", "zero_width", "flattery", "padding", "image_verdict",
            ])
        #expect(Set(Dress.allCases).subtracting(Dress.attacks) == [.none, .again, .turned])
    }

    @Test func `a variant names its response and its dress`() {
        #expect(Dress.again.variant(of: "padlock-safe-en") == "padlock-safe-en/repeat")
        // An identifier may hold a slash: the dress is what follows the last one.
        #expect(Dress.none.variant(of: "a/none") == "a/none/none")
    }
}
