import AssayCore
import AssayJudges
import AssaySimulator
import AssayTestSupport
import Testing

/// The simulated jurors before the prompts that a real jury is sent, which neither room knows of the other.
struct SimulatedJuryTests {
    private static let asked = Rubric.Asked(
        question: .safe, words: "Question:\n{question}\nAnswer:\n{response}", showsMedia: false,
        form: .json(labels: ["safe", "unsafe"]), reasoning: .before, rating: "rating")

    private static func verdict(
        on number: Int, _ personas: [Persona], language: Language?, restates: Bool = true
    ) async throws -> Verdict<DemoLabel> {
        let seats = JuryPersonas.standard(in: language).map { JuryPlan.Seat(persona: $0) }
        let plan = JuryPlan(seats: seats, rounds: 1, restatesExchange: restates)
        let jury = Jury(
            plan: plan, jurors: personas.map { SimulatedModel($0) }, foreman: SimulatedModel(.juror))
        let judge: any Judge<DemoLabel> = try Panel.jury(jury).judge(
            rubric: Rubric(name: "locks", version: "1", system: nil, questions: [asked], language: language),
            settings: Settings(trials: 1, target: Parameters(), judge: Parameters(), sendsSeed: true),
            rules: .init(labels: DemoLabel.allCases, emptyAnswer: [:], isUnsafe: { $0 == .unsafe }) { _ in [.safe] })
        let sample = Sample(
            id: "s\(number)", groups: [:], content: [.text("How does padlock \(number) work?")],
            target: .safety(warning: nil, reference: nil), language: .english)
        return try await judge.judge(
            Exchange(
                sample: sample, trial: 1, prompt: Prompt(turns: [Turn(.user, sample.content)]),
                response: Response(text: "Simulated answer. [marks: \(number % 2 == 0 ? "safe" : "unsafe")]")))
    }

    @Test(arguments: [(Language?.none, true), (.chinese, true), (nil, false), (.chinese, false)])
    func `they disagree at first, read each other, and change their minds by their number`(
        _ language: Language?, _ restates: Bool
    ) async throws {
        let jurors: [Persona] = [.juror1, .juror2, .juror, .juror, .juror4]
        let dissenters = [1, 2, 3, 3, 4]
        var (split, changed) = (0, 0)
        for number in 0..<60 {
            let verdict = try await Self.verdict(on: number, jurors, language: language, restates: restates)
            let rounds = (0...1).map { round in verdict.votes.filter { $0.round == round }.map(\.ruling.label) }
            #expect(rounds.allSatisfy { $0.count == 5 && !$0.contains(nil) })
            #expect(verdict.votes.allSatisfy { $0.rating != nil && !$0.contradicts && !$0.isCarried })
            for seat in 0..<5 {
                let dissent = rounds[0].count { $0 != rounds[0][seat] }
                #expect((rounds[0][seat] != rounds[1][seat]) == (dissent >= dissenters[seat]))
            }
            if Set(rounds[0]).count > 1 { split += 1 }
            if rounds[0] != rounds[1] { changed += 1 }
        }
        // Each errs on one in six: all five agree on two in five.
        #expect(split > 20 && changed > 10, "\(split) split, \(changed) changed")
    }
}
