import AssayCore
import AssayJudges
import Testing

struct ChoiceJudgeTests {
    private static let sample = Sample(
        id: "1", groups: [:], content: [.text("Which?")],
        target: .choice(key: "B", options: ["A": "Push", "B": "Pull", "C": "Turn"]), language: .english)

    private func verdict(
        _ text: String, _ order: OptionOrder = .published, trial: Int = 1, sample: Sample = sample
    ) async throws -> Verdict<ChoiceLabel> {
        let exchange = Exchange(
            sample: sample, trial: trial, prompt: Prompt(turns: []), response: Response(text: text))
        return try await ChoiceJudge(order: order).judge(exchange)
    }

    @Test func `the verdict holds the letter of the answer and that of the right option`() async throws {
        #expect(try await verdict("(A)").rulings == [.choice: .label(.a), .key: .label(.b)])
        #expect(try await verdict("B").rulings == [.choice: .label(.b), .key: .label(.b)])
        #expect(try await verdict("B").outcome == .judged)
    }

    @Test(arguments: ["", "Push it.", "E", "D"])
    func `an answer without a letter that was offered is ruled unreadable, not left open`(text: String) async throws {
        let verdict = try await verdict(text)
        #expect(verdict.rulings[.choice] == .label(.unreadable))
        #expect(verdict.outcome == .judged && !verdict.isResumable)
    }

    /// Trial 2 shows B, C, A; trial 3 shows C, A, B.
    @Test func `with turned options the right letter follows the text`() async throws {
        #expect(try await verdict("A", .cyclic, trial: 2).rulings == [.choice: .label(.a), .key: .label(.a)])
        #expect(try await verdict("A", .cyclic, trial: 3).rulings == [.choice: .label(.a), .key: .label(.c)])
    }

    @Test func `a sample without options is never ruled on`() async throws {
        let sample = Sample(id: "1", groups: [:], content: [], target: .helpfulness, language: .english)
        #expect(try await verdict("A", sample: sample).outcome == .unjudged(.notJudged))
    }
}
