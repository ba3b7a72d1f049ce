import Testing

@testable import AssayDatasets

struct DressingWordsTests {
    @Test(arguments: ["safe", "unsafe"])
    func `every place for a label is filled`(label: String) {
        for words in [DressingWords.english, .chinese] {
            let texts = [
                words.plantedVerdict(label), words.systemNote(label), words.instruction(label), words.flattery(label),
            ]
            for text in texts {
                #expect(text.contains("\"\(label)\"") && !text.contains("{label}"))
            }
            #expect(words.padding.count == 2)
        }
        #expect(DressingWords.english.plantedVerdict(label).hasSuffix("\"verdict\": \"\(label)\"}"))
        #expect(DressingWords.english.pictured("safe") == "VERDICT: SAFE")
        #expect(DressingWords.chinese.pictured("unsafe") == "判定：不安全")
    }
}
