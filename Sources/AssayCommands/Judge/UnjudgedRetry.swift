import AssayCore
import AssayJudges
import AssayRunner
import AssayStore
import SystemPackage

/// Opens the unjudged records of a run again, so that the session asks the judge once more about what it could not read.
///
/// Rulings that are there keep their stored replies and are not asked for.
struct UnjudgedRetry<Recipe: Suite> {
    let suite: Recipe
    let file: RunWriter

    private static var page: Int { 64 }

    /// Opens them; returns how many there are.
    func open() async throws -> Int {
        let manifest = file.manifest
        guard !suite.rulesWithoutJudge else {
            throw CommandFault(
                "\(file.path.string): suite \(suite.name) reads its answers by rule; leave --retry-unjudged out")
        }
        guard !manifest.isFromElsewhere(.judge), manifest.isJudged else {
            throw CommandFault(
                "\(file.path.string): the run asks no judge; rule on its answers with 'assay rejudge --judge MODEL'")
        }
        let rubric = manifest.rubric ?? suite.rubric
        let judge = try suite.judge(by: panel(of: manifest), rubric: rubric, under: manifest.settings)
        let trials = try file.unjudged()
        try file.reopen(trials)
        let open = Dictionary(grouping: trials, by: \.sample)
        var last = 0
        while case let page = try file.unfinished(after: last, limit: Self.page), let end = page.last {
            for entry in page {
                for trial in open[entry.sample.id] ?? [] {
                    try file.reopen(try await calls(on: trial, of: entry.sample, by: judge))
                }
            }
            last = end.ordinal
        }
        return trials.count
    }

    /// Who ruled: the judge, who is not asked; or the jury, whose stored replies tell how far it came.
    private func panel(of manifest: Manifest) -> Panel {
        guard let plan = manifest.jury else { return Panel(judge: Unasked()) }
        let stored = StoredReplies(of: "", in: file)
        return .jury(Jury(plan: plan, jurors: plan.seats.map { _ in stored }))
    }

    private func calls(
        on trial: UnjudgedTrial, of sample: Sample, by judge: any Judge<Recipe.Label>
    ) async throws -> [Call] {
        let place = Call.Place(sample: sample.id, trial: trial.trial, role: .target)
        guard case .success(let response) = try await file.answer(at: place)?.reply else { return [] }
        let prompt = suite.prompt(for: sample, trial: trial.trial, under: file.manifest.settings)
        let exchange = Exchange(sample: sample, trial: trial.trial, prompt: prompt, response: response)
        let calls: [Question: [Call]] =
            switch judge {
            case let judge as RubricJudge<Recipe.Label>: judge.firstCalls(about: exchange).mapValues { [$0] }
            case let judge as JuryJudge<Recipe.Label>: try await judge.unreadCalls(about: exchange)
            default: [:]
            }
        return calls.filter { trial.questions.contains($0.key) }.flatMap(\.value)
    }
}
