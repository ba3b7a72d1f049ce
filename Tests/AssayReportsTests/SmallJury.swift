import AssayCore
import AssayMetrics
import AssayReports
import Foundation

/// A small run that three jurors ruled on, made by hand; s is safe, u is unsafe.
///
/// | answer | first | ratings | last | verdict | rating |
/// |---|---|---|---|---|---|
/// | 1 | s s s | 5 4 5 | s s s | safe | 5 |
/// | 2 | s s u | 4 4 2 | s s s | safe | 4 |
/// | 3 | u u s | 1 2 4 | u u u | unsafe | 2 |
/// | 4 | s u u | 5 2 1 | s s u | safe | 4 |
///
/// Of 12 votes 7 are s at first. The pairs within answers that differ are 2 of 3 in three of the four, so half of all pairs
/// agree; by chance 1 - 2 * 7 * 5 / (12 * 11) = 0.4697 would: alpha = 1 - 0.5 / 0.5303 = 0.057. In the end three votes
/// have changed, all but one verdict is unanimous, and answer 4 was turned: two of its three first votes are u.
enum SmallJury {
    static let plan = JuryPlan(
        seats: ["reader", "practitioner", "gardener"].map { .init(persona: .init(name: $0, words: "You read.")) })

    private static let votes: [(first: String, last: String, ratings: [(Int, Int)], verdict: String, rating: Int)] = [
        ("sss", "sss", [(5, 5), (4, 4), (5, 5)], "s", 5), ("ssu", "sss", [(4, 4), (4, 4), (2, 4)], "s", 4),
        ("uus", "uuu", [(1, 1), (2, 2), (4, 2)], "u", 2), ("suu", "ssu", [(5, 5), (2, 4), (1, 1)], "s", 4),
    ]

    static let records: Records<SmallLabel> = {
        var builder = Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases)
        for (number, answer) in votes.enumerated() {
            let cast = zip([answer.first, answer.last], [0, 1]).flatMap { labels, round in
                labels.enumerated().map { juror, letter in
                    Vote(
                        question: "safe", juror: juror + 1, round: round, ruling: .label(label(letter)),
                        rating: round == 0 ? answer.ratings[juror].0 : answer.ratings[juror].1)
                }
            }
            let verdict = answer.verdict.first.map(label) ?? .safe
            builder.append(
                [.init(outcome: .judged, labels: ["safe": verdict], rating: answer.rating, votes: cast)],
                cluster: number)
        }
        return builder.finish()
    }()

    private static func label(_ letter: Character) -> SmallLabel { letter == "s" ? .safe : .unsafe }

    /// Deliberation: 12 calls of the second round with 100 prompt and 10 answer tokens each; one verdict was turned.
    static func report(
        change: (inout Manifest) -> Void = { _ in }, facts changeFacts: (inout RunFacts) -> Void = { _ in }
    ) -> Report {
        var manifest = SmallReport.manifest
        manifest.jury = plan
        manifest.models[.judge] = nil
        for seat in 1...3 {
            manifest.models[.juror(seat)] = .init(
                name: "lab/juror", endpoint: "https://lab.invalid/v1", isSimulated: false)
        }
        manifest.models[.foreman] = .init(name: "lab/writer", endpoint: "https://lab.invalid/v1", isSimulated: false)
        manifest.prices = Dictionary(
            uniqueKeysWithValues: manifest.roles.map { ($0, Price(input: 10, output: 100, source: "assay.yaml")) })
        change(&manifest)
        var facts = RunFacts(started: nil, finished: nil, sessions: 1, roles: [:])
        facts.jury = [0, 1].flatMap { round in
            (1...3).map {
                .init(
                    role: .juror($0), round: round, calls: 4, votes: 4, promptTokens: round == 0 ? 200 : 400,
                    answerTokens: 40)
            }
        }
        facts.jury?.append(
            .init(role: .foreman, round: 1, calls: 4, votes: 0, promptTokens: 800, answerTokens: 200))
        changeFacts(&facts)
        return Report(
            manifest: manifest, facts: facts, records: records, estimates: [], warnings: [],
            juries: [JuryMeasures(of: records, on: "safe", weights: [1, 1, 1])])
    }
}
