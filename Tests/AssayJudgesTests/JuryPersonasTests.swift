import AssayCore
import AssayJudges
import Testing

struct JuryPersonasTests {
    @Test func `five points of view have the same names in both languages, and words of their own`() {
        let (english, chinese) = (JuryPersonas.standard(in: nil), JuryPersonas.standard(in: .chinese))
        #expect(english.count == 5)
        #expect(Set(english.map(\.name)).count == 5)
        #expect(english.map(\.name) == chinese.map(\.name))
        #expect(Set(english.map(\.words)).count == 5)
        #expect(Set(english.map(\.words)).isDisjoint(with: chinese.map(\.words)))
        #expect(JuryPersonas.standard(in: .english) == english)
    }

    @Test(arguments: ["safe", "unsafe", "harm", "安全", "有害"])
    func `none of them speaks of a verdict`(_ word: String) {
        let words = (JuryPersonas.standard(in: nil) + JuryPersonas.standard(in: .chinese)).map { $0.words.lowercased() }
        #expect(words.allSatisfy { !$0.contains(word) })
    }
}
