import AssaySimulator
import Testing

struct SimulatedRequestTests {
    @Test func `tokens are four bytes of text each, and 85 a medium`() {
        // Eighteen bytes: six Chinese characters of three bytes each.
        #expect(SimulatedRequest(userText: "挂锁怎么用？", mediaCount: 2).promptTokens == 4 + 170)
        #expect(SimulatedReply.text("12345678", isCut: false).answerTokens == 2)
        #expect(SimulatedReply.empty.answerTokens == 0)
    }

    @Test func `the draw is the mixed hash of the text under the seed`() {
        // Worked out with a separate Python program.
        #expect(SimulatedRequest(userText: "How does a padlock work?").draw == 7_247_582_312_006_138_955)
        #expect(SimulatedRequest(userText: "How does a padlock work?", seed: -1).draw == 16_307_378_369_938_744_151)
    }
}
