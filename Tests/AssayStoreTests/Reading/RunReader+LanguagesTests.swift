import AssayCore
import AssayStore
import Testing

struct RunReaderLanguagesTests {
    private static func sample(_ id: String, _ language: Language, pair: String?) -> Sample {
        Sample(
            id: id, groups: [.category: "locks"], content: [.text("How does padlock \(id) work?")],
            target: .helpfulness, language: language, pair: pair)
    }

    @Test func `a pair is one sample in each of the two languages, at their places in the run`() async throws {
        let fixture = try RunFixture()
        let draft = try RunDraft(at: fixture.path)
        let samples = [
            Self.sample("a-en", .english, pair: "a"), Self.sample("a-zh", .chinese, pair: "a"),
            Self.sample("b-en", .english, pair: "b"), Self.sample("c", .english, pair: nil),
            Self.sample("d1", .english, pair: "d"), Self.sample("d2", .english, pair: "d"),
            Self.sample("e-zh", .chinese, pair: "e"), Self.sample("e-en", .english, pair: "e"),
            Self.sample("f1", .english, pair: "f"), Self.sample("f2", .chinese, pair: "f"),
            Self.sample("f3", .chinese, pair: "f"),
        ]
        for sample in samples { try draft.append(sample, stratum: "all") }
        let sealed = try draft.seal(seed: 1, limit: nil)
        let writer = try draft.publish(RunFixture.manifest(sealed), timing: CommitTiming(gathering: .zero))
        try await writer.close(complete: false)
        let reader = try RunReader(fixture.path)
        let found = try reader.translations(from: .english, to: .chinese)
        #expect(found.map(\.pair) == ["a", "e"])
        let places = Dictionary(uniqueKeysWithValues: try reader.identities().map { ($0.id, $0.index) })
        #expect(found.map(\.first) == [places["a-en"], places["e-en"]])
        #expect(found.map(\.second) == [places["a-zh"], places["e-zh"]])
        // Alone with its pair id is b-en only.
        let alone = try reader.pairs()
        #expect(alone.map(\.pair) == ["b"] && alone.map(\.index) == [places["b-en"]])
    }
}
