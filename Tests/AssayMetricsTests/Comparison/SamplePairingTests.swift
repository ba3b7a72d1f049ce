import AssayCore
import AssayMetrics
import Testing

struct SamplePairingTests {
    private static func run(_ ids: [String], change: String? = nil) -> [SampleIdentity] {
        ids.enumerated().map {
            SampleIdentity(id: $1, digest: Digest(of: $1 == change ? "other" : $1), index: ids.count - 1 - $0)
        }
    }

    @Test func `samples meet by id, and those of one run alone are counted`() {
        let pairing = SamplePairing(Self.run(["a", "b", "d", "f"]), Self.run(["b", "c", "d", "e"]))
        #expect(pairing.pairs.map(\.id) == ["b", "d"])
        #expect(pairing.pairs.map(\.first) == [2, 1])
        #expect(pairing.pairs.map(\.second) == [3, 1])
        #expect(pairing.firstAlone == 2)
        #expect(pairing.secondAlone == 2)
        #expect(pairing.differing.isEmpty)
    }

    @Test func `samples of one id and other content are named`() {
        let pairing = SamplePairing(Self.run(["a", "b", "c"]), Self.run(["a", "b", "c"], change: "b"))
        #expect(pairing.differing == ["b"])
    }

    @Test func `ids are compared by byte, as they are stored`() {
        // The same letter, composed and not: equal to Swift, two ids to SQLite.
        let (composed, not) = ("\u{E9}", "e\u{301}")
        let pairing = SamplePairing(Self.run([not]), Self.run([composed]))
        #expect(pairing.pairs.isEmpty)
        #expect(pairing.firstAlone == 1 && pairing.secondAlone == 1)
    }

    @Test func `runs without samples have none in common`() {
        #expect(SamplePairing([], Self.run(["a"])).secondAlone == 1)
        #expect(SamplePairing(Self.run(["a"]), []).firstAlone == 1)
    }
}
