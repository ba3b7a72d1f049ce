import AssayCore
import Testing

@testable import AssayCommands

struct JudgeLanguageTests {
    @Test(arguments: [
        (JudgeLanguage.english, Language?.some(.chinese), Language.english), (.english, nil, .english),
        (.chinese, .english, .chinese), (.chinese, nil, .chinese),
        (.same, .chinese, .chinese), (.same, .english, .english), (.same, nil, .english),
    ])
    func `a judge is asked in the language that is named, else in that of the samples`(
        choice: JudgeLanguage, samples: Language?, expected: Language
    ) {
        #expect(choice.language(ofSamples: samples) == expected)
    }
}
