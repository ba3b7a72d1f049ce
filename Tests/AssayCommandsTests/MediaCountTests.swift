import AssayCore
import AssayModels
import Testing

@testable import AssayCommands

struct MediaCountTests {
    private func count() throws -> MediaCount {
        let sound = try #require(Media(embedding: Array("RIFF....WAVE".utf8)))
        let image = try #require(Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4]))
        var count = MediaCount()
        for content in [[Content.audio(sound), .audio(sound)], [.image(image)], [.text("Hello")]] {
            count.add(
                Sample(
                    id: "s", groups: [:], content: content, target: .safety(warning: nil, reference: nil),
                    language: .english, pair: nil))
        }
        return count
    }

    @Test func `a sample counts once for each type`() throws {
        #expect(try count().samples == [.wav: 1, .png: 1])
    }

    @Test func `what the target's form has no place for is told before the run`() throws {
        #expect(
            try count().notes(for: .anthropic, model: "anthropic/c") == [
                "anthropic/c takes no audio/wav (the form anthropic has no place for it): "
                    + "1 sample holds it and will be unanswered (unsupported)"
            ])
        #expect(try count().notes(for: .google, model: "google/g").isEmpty)
        #expect(try count().notes(for: nil, model: "sim/mixed").isEmpty)
    }
}
