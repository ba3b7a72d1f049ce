import AssayCore
import Testing

struct ModalityTests {
    @Test(arguments: [
        (Modality.text, false, false, true), (.textAndImage, false, true, true), (.audio, true, false, false),
        (.textAndAudio, true, false, true),
    ])
    func `a modality says what is sent`(modality: Modality, sound: Bool, picture: Bool, words: Bool) {
        #expect(modality.hasSound == sound && modality.hasPicture == picture && modality.hasWords == words)
    }

    @Test func `names are those of the command line`() {
        #expect(Modality.allCases.map(\.rawValue) == ["text", "text+image", "audio", "text+audio"])
        #expect(Voice.allCases.map(\.rawValue) == ["male", "female"])
    }
}
