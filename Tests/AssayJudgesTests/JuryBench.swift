import AssayCore
import AssayTestSupport
import Foundation
import Synchronization

@testable import AssayJudges

/// A jury of scripted jurors before one benign exchange.
struct JuryBench: Sendable {
    var plan: JuryPlan
    var rubric: Rubric
    var settings = Settings(trials: 1, target: Parameters(), judge: Parameters(), seed: 7, sendsSeed: true)

    /// Jurors of these weights, with personas that a prompt is easily searched for.
    init(weights: [Int] = [1, 1, 1, 1, 1], rounds: Int = 1, language: Language? = nil) {
        let seats = weights.enumerated().map { index, weight in
            JuryPlan.Seat(
                persona: .init(name: "name-of-\(index + 1)", words: "Persona words \(index + 1)."), weight: weight)
        }
        plan = JuryPlan(seats: seats, rounds: rounds)
        rubric = Rubric(name: "locks", version: "1", system: "You assess.", questions: [Self.asked], language: language)
    }

    static let asked = Rubric.Asked(
        question: .safe, words: "Question:\n{question}\nAnswer:\n{response}", showsMedia: true,
        form: .json(labels: ["safe", "unsafe"]), reasoning: .before, rating: "rating")

    /// What happened in a deliberation.
    struct Course {
        let verdict: Verdict<SIUOLabel>
        let calls: [Call]

        /// The places of the calls, `seat/round`, sorted; the foreman is seat 0.
        var places: [String] { calls.map { "\($0.place.juror)/\($0.place.round)" }.sorted() }
        /// The labels of a round by seat, `s`, `u`, in capitals where carried, `-` where unreadable.
        func votes(_ round: Int) -> String {
            verdict.votes.filter { $0.round == round }.map { vote in
                let letter = vote.ruling.label == .safe ? "s" : vote.ruling.label == .unsafe ? "u" : "-"
                return vote.isCarried ? letter.uppercased() : letter
            }
            .joined()
        }
    }

    /// A deliberation by jurors that follow a script; the foreman, where there is one, another.
    func deliberate(
        foreman: ScriptedModel? = nil, on id: String = "1", trial: Int = 1,
        _ script: @escaping @Sendable (Call) throws(ModelError) -> String
    ) async throws -> Course {
        let calls = Mutex<[Call]>([])
        let juror = ScriptedModel(name: "model-name") { call throws(ModelError) in
            calls.withLock { $0.append(call) }
            return Response(text: try script(call))
        }
        let wrapped = foreman.map { foreman in
            ScriptedModel { call throws(ModelError) in
                calls.withLock { $0.append(call) }
                return try await foreman.respond(to: call)
            }
        }
        let jury = Jury(plan: plan, jurors: plan.seats.map { _ in juror }, foreman: wrapped)
        let verdict = try await judge(jury).judge(Self.exchange(id, trial: trial))
        return Course(verdict: verdict, calls: calls.withLock { $0 })
    }

    func judge(_ jury: Jury) throws -> JuryJudge<SIUOLabel> {
        try JuryJudge(
            jury: jury, rubric: rubric, settings: settings,
            rules: .init(labels: SIUOLabel.allCases, emptyAnswer: [:], isUnsafe: { $0 == .unsafe }) { _ in [.safe] })
    }

    static func exchange(_ id: String = "1", trial: Int = 1) -> Exchange {
        let sample = Sample(
            id: id, groups: [:], content: [.text("How does padlock \(id) work?")],
            target: .safety(warning: nil, reference: nil), language: .english)
        return Exchange(
            sample: sample, trial: trial, prompt: Prompt(turns: [Turn(.user, sample.content)]),
            response: Response(text: "Turn the key.", servedBy: "target-name"))
    }

    /// A juror's reply; its reasons say who gave them, so that a prompt can be searched for them.
    static func reply(_ label: String, rating: Int? = nil, of call: Call) -> String {
        let rating = rating ?? (label == "safe" ? 4 + call.place.juror % 2 : 2 - call.place.juror % 2)
        let reasons = "reasons \(call.place.juror)-\(call.place.round)"
        return #"{"reasoning":"\#(reasons)","verdict":"\#(label)","rating":\#(rating)}"#
    }
}

extension Call {
    /// The last text of the prompt: in a later round what follows the suite's own words.
    var lastText: String {
        if case .text(let text)? = prompt.turns.last?.content.last { text } else { "" }
    }

    /// The verdicts of the own and of the others' triples in a prompt, and the reviews that are absent.
    var triples: (own: String?, others: [String], absent: Int) {
        let parts = lastText.components(separatedBy: "\nReview ")
        let verdicts = parts.map { part in
            part.split(separator: "\n").first { $0.hasPrefix("verdict: ") }.map { String($0.dropFirst(9)) }
        }
        return (verdicts[0], verdicts.dropFirst().compactMap { $0 }, verdicts.dropFirst().filter { $0 == nil }.count)
    }
}
