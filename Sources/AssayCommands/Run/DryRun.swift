import AssayCore
import AssayReports
import Foundation

/// What a run would ask, without asking: calls, and about how many tokens.
struct DryRun<Recipe: Suite> {
    private let suite: Recipe
    private let settings: Settings
    private let rubric: Rubric?
    private var samples = 0
    private var questionCount = 0
    private var targetTokens = 0
    private var judgeTokens = 0

    init(_ suite: Recipe, settings: Settings, rubric: Rubric?) {
        self.suite = suite
        self.settings = settings
        self.rubric = rubric
    }

    /// Adds a sample of the dataset.
    mutating func add(_ sample: Sample) {
        let prompt = suite.prompt(for: sample, trial: 1, under: settings)
        let media = sample.media.count * DryRunTokens.medium
        samples += 1
        let words = prompt.turns.flatMap(\.content).map { if case .text(let text) = $0 { text } else { "" } }
        targetTokens += DryRunTokens.of(prompt.system ?? "") + DryRunTokens.of(words.joined(separator: "\n")) + media
        guard let rubric else { return }
        for question in suite.questions(for: sample) {
            guard let asked = rubric.questions.first(where: { $0.question == question }) else { continue }
            questionCount += 1
            judgeTokens +=
                DryRunTokens.of(rubric.system ?? "") + DryRunTokens.of(asked.words) + DryRunTokens.of(sample.text)
            judgeTokens += DryRunTokens.answer + (asked.showsMedia ? media : 0)
        }
    }

    /// The estimate for a plan of so many samples.
    ///
    /// `trials`: where the dataset has decided how often each is asked.
    func estimate(planned: Int, trials: Int? = nil) -> DryRunEstimate {
        let trials = trials ?? settings.trials
        // With --limit the plan is a part of what was read, and the estimate that part of the whole.
        let share = samples == 0 ? 0 : Double(planned * trials) / Double(samples)
        func scaled(_ count: Int) -> Int { Int((Double(count) * share).rounded()) }
        let records = planned * trials
        return DryRunEstimate(
            samples: planned, trials: trials,
            target: .init(
                calls: records, mostCalls: records, promptTokens: scaled(targetTokens),
                mostAnswerTokens: settings.target.answerTokens.map { $0 * records }),
            judge: rubric == nil
                ? nil
                : .init(
                    calls: scaled(questionCount), mostCalls: 2 * scaled(questionCount),
                    promptTokens: scaled(judgeTokens),
                    mostAnswerTokens: settings.judge.answerTokens.map { $0 * 2 * scaled(questionCount) },
                    mostPromptTokens: 2 * scaled(judgeTokens)
                        + scaled(questionCount)
                        * (2 * (settings.target.answerTokens ?? 0)
                            + (settings.judge.answerTokens ?? 0))))
    }

}

/// What a run would ask.
struct DryRunEstimate: Encodable {
    let format = "assay.dry-run/1"
    let samples: Int
    let trials: Int
    let target: Role
    let judge: Role?
    /// US dollars at most; nil before prices are known.
    var mostCost: Cost?

    /// US dollars at most; nil where a price or a limit is not known.
    struct Cost: Encodable {
        let target: Double?
        let judge: Double?
        let total: Double?

        fileprivate func of(_ name: String) -> Double? { name == "target" ? target : judge }
    }

    /// What one role would be asked.
    struct Role: Encodable {
        /// When every reply can be read at once.
        let calls: Int
        /// When every reply has to be asked for once more; retries are not in it.
        let mostCalls: Int
        let promptTokens: Int
        let mostAnswerTokens: Int?
        /// Prompt tokens when every reply has to be asked for once more.
        var mostPromptTokens: Int?

        enum CodingKeys: String, CodingKey {
            case calls, mostCalls = "calls_at_most", promptTokens = "prompt_tokens"
            case mostAnswerTokens = "answer_tokens_at_most"
        }

        /// US dollars at most; nil where the price or the limit is not known.
        fileprivate func mostCost(at price: Price?) -> Double? {
            guard let price, let mostAnswerTokens else { return nil }
            return price.dollars(prompt: mostPromptTokens ?? promptTokens, answer: mostAnswerTokens)
        }
    }

    enum CodingKeys: String, CodingKey {
        case format, samples, trials, target, judge, mostCost = "cost_usd_at_most"
    }

    /// The same with what it costs at most.
    func priced(_ prices: [AssayCore.Role: Price]) -> DryRunEstimate {
        var priced = self
        let cost = (target.mostCost(at: prices[.target]), judge?.mostCost(at: prices[.judge]))
        let rest = judge == nil ? 0 : cost.1
        priced.mostCost = Cost(
            target: cost.0, judge: cost.1, total: cost.0.flatMap { first in rest.map { first + $0 } })
        return priced
    }

    /// The estimate as JSON.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// The estimate for people.
    var text: String {
        var table = TextTable([
            .init("role"), .init("calls", .right), .init("at most", .right), .init("prompt tokens, about", .right),
            .init("answer tokens, at most", .right), .init("cost, at most", .right),
        ])
        for (name, role) in [("target", target as Role?), ("judge", judge)] {
            guard let role else { continue }
            table.append([
                name, "\(role.calls)", "\(role.mostCalls)", "\(role.promptTokens)",
                role.mostAnswerTokens.map(String.init) ?? "no limit set", Self.dollars(mostCost?.of(name)),
            ])
        }
        return """
            Dry run: \(samples) samples x \(trials) trials = \(samples * trials) records. No call was made.

            \(table.render(width: 100))

            Taken: 4 bytes of text a token, \(DryRunTokens.medium) tokens an image or sound, \
            \(DryRunTokens.answer) tokens an answer that is judged. Retries are not counted. \
            All together at most: \(Self.dollars(mostCost?.total)).
            """
    }

    private static func dollars(_ cost: Double?) -> String {
        cost.map { "$" + String(format: "%.2f", $0) } ?? "not known"
    }
}

/// How many tokens things are taken to be.
private enum DryRunTokens {
    /// An image or a sound; endpoints differ between some hundred and some thousand.
    static let medium = 1000
    /// An answer that a judge reads.
    static let answer = 300

    /// A text: four bytes a token.
    static func of(_ text: String) -> Int { text.utf8.count / 4 }
}
