import AssayCore
import AssayReports
import Foundation

/// What a run would ask, without asking: calls, and about how many tokens.
struct DryRun<Recipe: Suite> {
    private let suite: Recipe
    private let settings: Settings
    private let rubric: Rubric?
    private let jury: JuryPlan?
    private let roles: [Role]
    private var samples = 0
    private var questionCount = 0
    private var targetTokens = 0
    private var judgeTokens = 0

    /// `roles`: those that would be asked.
    init(_ suite: Recipe, settings: Settings, rubric: Rubric?, jury: JuryPlan? = nil, roles: Set<Role> = []) {
        self.jury = jury
        self.roles = roles.sorted()
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
        let target = target(records: records, promptTokens: scaled(targetTokens))
        var estimate = DryRunEstimate(samples: planned, trials: trials, target: target)
        estimate.searches = settings.retrieval.map { _ in records }
        guard rubric != nil else { return estimate }
        let asked = JudgeCalls(
            questions: scaled(questionCount), promptTokens: scaled(judgeTokens), settings: settings)
        if let jury {
            let seats = roles.filter { $0.juror > 0 }.map { (role: $0.rawValue, part: asked.juror(of: jury)) }
            let foreman = roles.contains(.foreman) ? [(role: "foreman", part: asked.foreman(of: jury))] : []
            estimate.jury = Dictionary(uniqueKeysWithValues: (seats + foreman).map { ($0.role, $0.part) })
        } else {
            estimate.judge = asked.judge
        }
        return estimate
    }
}

extension DryRun {
    /// The target: with a search that it is free to ask for, at most twice as often, the second time with passages.
    private func target(records: Int, promptTokens: Int) -> DryRunEstimate.Role {
        let isActive = settings.retrieval?.mode == .active
        let shown = (settings.retrieval?.mostTokens ?? 0) * records
        let mostCalls = isActive ? 2 * records : records
        return .init(
            calls: records, mostCalls: mostCalls, promptTokens: isActive ? promptTokens : promptTokens + shown,
            mostAnswerTokens: settings.target.answerTokens.map { $0 * mostCalls },
            mostPromptTokens: isActive ? 2 * promptTokens + shown : nil)
    }
}

/// What those who rule would be asked.
private struct JudgeCalls {
    /// Questions on answers, over all records.
    let questions: Int
    /// Prompt tokens, when each question is asked once.
    let promptTokens: Int
    let settings: Settings

    /// What the second asking of a question adds to its prompt at most: the answer may be as long as its limit.
    private var restated: Int {
        questions * (2 * (settings.target.answerTokens ?? 0) + (settings.judge.answerTokens ?? 0))
    }

    private func answers(_ calls: Int) -> Int? { settings.judge.answerTokens.map { $0 * calls } }

    /// A single judge.
    var judge: DryRunEstimate.Role {
        .init(
            calls: questions, mostCalls: 2 * questions, promptTokens: promptTokens,
            mostAnswerTokens: answers(2 * questions), mostPromptTokens: 2 * promptTokens + restated)
    }

    /// What a juror is shown of the others in one round, at most.
    private func seen(_ jury: JuryPlan) -> Int {
        questions * jury.seats.count * (settings.judge.answerTokens ?? DryRunTokens.answer)
    }

    /// One juror, when nobody stops early; at most there is one more round, for a tie.
    func juror(of jury: JuryPlan) -> DryRunEstimate.Role {
        let most = 2 * questions * (1 + (jury.rounds == 0 ? 0 : jury.rounds + 1))
        let rounds = 1 + jury.rounds
        let mostRounds = jury.rounds == 0 ? 1 : rounds + 1
        return .init(
            calls: questions * rounds, mostCalls: most,
            promptTokens: promptTokens * rounds + questions * jury.rounds * jury.seats.count * DryRunTokens.answer,
            mostAnswerTokens: answers(most),
            mostPromptTokens: mostRounds * (2 * promptTokens + restated) + 2 * (mostRounds - 1) * seen(jury))
    }

    /// The foreman, asked once about each verdict.
    func foreman(of jury: JuryPlan) -> DryRunEstimate.Role {
        .init(
            calls: questions, mostCalls: questions,
            promptTokens: questions * jury.seats.count * DryRunTokens.answer, mostAnswerTokens: answers(questions),
            mostPromptTokens: seen(jury) + questions * DryRunTokens.answer)
    }
}

/// What a run would ask.
struct DryRunEstimate: Encodable {
    let format = "assay.dry-run/1"
    let samples: Int
    let trials: Int
    var target: Role
    var judge: Role?
    /// The jurors and the foreman by role; nil without a jury.
    var jury: [String: Role]?
    /// Searches at most; nil for a run without.
    var searches: Int?
    /// US dollars at most; nil before prices are known.
    var mostCost: Cost?

    /// US dollars at most; nil where a price or a limit is not known.
    struct Cost: Encodable {
        let target: Double?
        let judge: Double?
        let jury: [String: Double?]?
        let total: Double?

        fileprivate func of(_ name: String) -> Double? {
            switch name {
            case "target": target
            case "judge": judge
            default: jury?[name] ?? nil
            }
        }
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
            guard mostCalls > 0 else { return 0 }
            guard let price, let mostAnswerTokens else { return nil }
            return price.dollars(prompt: mostPromptTokens ?? promptTokens, answer: mostAnswerTokens)
        }
    }

    enum CodingKeys: String, CodingKey {
        case format, samples, trials, target, judge, jury, searches = "searches_at_most", mostCost = "cost_usd_at_most"
    }

    /// The same with what it costs at most.
    func priced(_ prices: [AssayCore.Role: Price]) -> DryRunEstimate {
        var priced = self
        let whole = target.mostCost(at: prices[.target])
        let ruling = judge.map { $0.mostCost(at: prices[.judge]) }
        let seats = jury.map { jury in
            Dictionary(
                uniqueKeysWithValues: jury.map { role, part in
                    (role, part.mostCost(at: AssayCore.Role(rawValue: role).flatMap { prices[$0] }))
                })
        }
        let parts = [whole] + (ruling.map { [$0] } ?? []) + (seats.map { Array($0.values) } ?? [])
        priced.mostCost = Cost(
            target: whole, judge: ruling ?? nil, jury: seats,
            total: parts.reduce(0) { sum, part in sum.flatMap { sum in part.map { sum + $0 } } })
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
        let seats = (jury ?? [:]).sorted {
            (AssayCore.Role(rawValue: $0.key) ?? .foreman) < (AssayCore.Role(rawValue: $1.key) ?? .foreman)
        }
        let rows = [("target", target)] + (judge.map { [("judge", $0)] } ?? []) + seats.map { ($0.key, $0.value) }
        for (name, role) in rows {
            table.append([
                name.replacing("_", with: " "), "\(role.calls)", "\(role.mostCalls)", "\(role.promptTokens)",
                role.mostAnswerTokens.map(String.init) ?? "no limit set", Self.dollars(mostCost?.of(name)),
            ])
        }
        return """
            Dry run: \(samples) samples x \(trials) trials = \(samples * trials) records. No call was made.

            \(table.render(width: 100))

            Taken: 4 bytes of text a token, \(DryRunTokens.medium) tokens an image or sound, \
            \(DryRunTokens.answer) tokens an answer that is judged. Retries are not counted. \
            All together at most: \(Self.dollars(mostCost?.total)).\(searchWords)
            """
    }

    private var searchWords: String {
        searches.map { " Searches, at most: \($0); what they cost is not counted, passages are taken to be full." }
            ?? ""
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
