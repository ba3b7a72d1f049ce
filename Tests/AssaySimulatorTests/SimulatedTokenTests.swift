import Foundation
import Testing

@testable import AssaySimulator

struct SimulatedTokenTests {
    @Test(arguments: 2...8, [50, 75, 95])
    func `all that could stand in a letter's place sums to one, and the letter to its confidence`(
        offered: Int, confidence: Int
    ) {
        for form in [LetterForm.bare, .spaced, .fullWidth] {
            let token = SimulatedToken.letter(
                1, of: Array("ABCDEFGH".prefix(offered)), confidence: Double(confidence) / 100, form: form)
            #expect(abs(token.candidates.map(\.probability).reduce(0, +) - 1) < 1e-12)
            let own = token.candidates.filter { ["B", "Ｂ", " B"].contains($0.text) }
            #expect(abs(own.map(\.probability).reduce(0, +) - Double(confidence) / 100) < 1e-12)
            #expect(token.candidates.count == offered + 2)
            #expect(zip(token.candidates, token.candidates.dropFirst()).allSatisfy { $0.probability >= $1.probability })
        }
    }

    @Test(arguments: [
        (LetterForm.bare, "A", 0.72), (.spaced, " A", 0.08), (.fullWidth, "Ａ", 0.72),
    ])
    func `the letter stands as its form has it`(form: LetterForm, text: String, probability: Double) {
        let token = SimulatedToken.letter(0, of: ["A", "B"], confidence: 0.8, form: form)
        #expect(token.text == text && abs(token.logprob - log(probability)) < 1e-12)
    }

    @Test func `other text is a token a scalar`() {
        let tokens = SimulatedToken.plain("答：嗯")
        #expect(tokens.map(\.text) == ["答", "：", "嗯"])
        #expect(tokens.map { $0.candidates[1].text } == ["嗯", "嗯", "哦"])
        #expect(tokens.allSatisfy { $0.logprob == log(0.8) })
    }
}
