import AssayCore
import Testing

@testable import AssayDatasets

struct ToneTests {
    @Test func `a tone is a RIFF WAVE file whose sizes fit`() {
        let file = Tone(pitch: 440, length: 100).wav
        #expect(file.count == 44 + 100)
        #expect(MediaType(signature: file) == .wav)
        // RIFF's size is the file's less eight; the sound starts in the middle of its range.
        #expect(Array(file[4..<8]) == [136, 0, 0, 0])
        #expect(Array(file[40..<44]) == [100, 0, 0, 0])
        #expect(file[44] == 128)
    }
}
