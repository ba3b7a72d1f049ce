import AssayCore
import Foundation
import Testing

struct ConfidenceTests {
    private func json(_ confidence: Confidence) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(confidence), as: UTF8.self)
    }

    @Test func `what was not read is left out of the stored form`() throws {
        #expect(try json(Confidence(stated: 0.5)) == #"{"stated":0.5,"unlisted":0}"#)
        #expect(
            try json(Confidence(letters: [0.75, 0.25, 0], unlisted: 1, firstToken: 0.5))
                == #"{"first_token":0.5,"letters":[0.75,0.25,0],"unlisted":1}"#)
    }

    @Test func `settings without a search and without confidence are stored as they always were`() throws {
        var settings = Settings(trials: 1, target: Parameters(), judge: Parameters(), sendsSeed: false)
        let plain = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
        #expect(!plain.contains("retrieval") && !plain.contains("confidence"))
        settings.confidence = .stated
        settings.retrieval = Retrieval(
            mode: .active, source: .web(name: "library", address: "http://127.0.0.1/search"), form: .text, passages: 5,
            characters: 4000)
        #expect(try JSONDecoder().decode(Settings.self, from: JSONEncoder().encode(settings)) == settings)
        #expect(settings.fields["retrieval"] == "active" && settings.fields["confidence"] == "stated")
    }
}
