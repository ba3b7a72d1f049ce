import Testing

@testable import AssayModels

struct AnswerTokensTests {
    @Test(arguments: [(nil, 300), (100, 100), (5000, 300)])
    func `before any answer three hundred are taken, and never more than the limit`(limit: Int?, expected: Int) {
        #expect(AnswerTokens().expected(limit: limit) == expected)
    }

    @Test func `the mean of the answers so far is taken, rounded up`() {
        var answers = AnswerTokens()
        for tokens in [100, 200, 201] { answers.add(tokens) }
        #expect(answers.expected(limit: nil) == 167)
    }

    @Test func `old answers fade`() {
        var answers = AnswerTokens()
        for _ in 0..<1000 { answers.add(100) }
        for _ in 0..<500 { answers.add(2000) }
        #expect(answers.expected(limit: nil) > 1990)
    }
}
