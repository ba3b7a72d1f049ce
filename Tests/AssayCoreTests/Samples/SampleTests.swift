import AssayCore
import AssayTestSupport
import Testing

struct SampleTests {
    @Test func `texts are joined in order and media are listed in order`() throws {
        let (picture, other) = (try #require(Media(embedding: StandIns.png(1))), Media(embedding: StandIns.png(2)))
        let sound = try #require(other)
        let sample = Sample(
            id: "s1", groups: [:],
            content: [.image(picture), .text("Is this locked?"), .audio(sound), .text("And this?")],
            target: .helpfulness, language: .english)
        #expect(sample.text == "Is this locked?\nAnd this?")
        #expect(sample.media == [picture, sound])
    }

    @Test func `a sample without words has an empty text`() {
        let sample = Sample(id: "s1", groups: [:], content: [], target: .helpfulness, language: .english)
        #expect(sample.text == "")
        #expect(sample.media == [])
    }
}
