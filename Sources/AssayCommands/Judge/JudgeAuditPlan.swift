import AssayCore
import AssayDatasets
import AssayJudges
import AssayRunner
import AssayStore
import AssaySuites
import Foundation
import SystemPackage

/// An audit of a judge as its flags describe it: the responses in their dresses, the words, the file; nothing asked yet.
///
/// It is a run whose answers are given: they are put into the run file as the target's replies, and only the judge is asked.
struct JudgeAuditPlan {
    let settings: Settings
    private let suite: JudgeAudit
    private let flags: JudgeAuditFlags
    let rubric: Rubric
    /// Who sits on the jury; nil without one.
    let jury: JuryPlan?
    /// The models that are asked.
    let roles: [Role: String]
    private let gold: AuditSet
    private let dataset: AuditDataset
    /// How many samples the whole set would give.
    private let available: Int

    /// Who has answered: reports name it where other runs name their target.
    private static let standIns = "benign stand-ins (no real harm)"

    init(_ suite: JudgeAudit, _ flags: JudgeAuditFlags) throws {
        self.suite = suite
        self.flags = flags
        let preset = try suite.evaluationProtocol(named: nil)
        var settings = preset.settings
        settings.judge.answerTokens = flags.judging.judgeTokens ?? settings.judge.answerTokens
        self.settings = settings
        let chosen = flags.selection
        let juryFile = try flags.judging.juryFile()
        roles = flags.judging.roles(with: juryFile)
        guard
            let rubric = try RubricChoice(flags.judging, language: chosen.language)
                .rubric(of: suite, under: preset.name)?.onlyAudited
        else { preconditionFailure("an audit has a rubric") }
        self.rubric = rubric
        jury = juryFile?.plan(in: rubric.language)
        // Made and dropped: a rubric that does not fit is an error before anything else happens.
        _ = try suite.judge(by: Panel(judge: Unasked()), rubric: rubric, under: settings)
        let whole = try chosen.goldSet.map { try GoldFile(FilePath($0)).read() } ?? .bundled
        let selected = chosen.language.map(whole.only) ?? whole
        gold = chosen.limit.map { selected.limited(to: $0, seed: settings.seed) } ?? selected
        var dresses: Set<Dress> = [.none, .again]
        dresses.formUnion(chosen.attacks.isEmpty ? Dress.attacks : chosen.attacks)
        if rubric.asksTurned { dresses.insert(.turned) }
        dataset = AuditDataset(gold, dresses: dresses)
        available = selected.responses.count * dresses.count
    }

    /// Where the run file goes.
    var destination: FilePath {
        flags.output.map { FilePath($0) } ?? FilePath.ofRun(suite: suite.name, target: flags.judging.judge ?? "jury")
    }

    /// Reads the samples into the draft, and with them every response.
    func read(into draft: RunDraft) async throws -> Planned {
        if !rubric.asksTurned {
            Console.note(
                "note: rubric \(rubric.name) has no question 'safe_turned', the same with the labels in the other order; "
                    + "position_bias is not measured")
        }
        let planner = Planner(selection: .init(skipsInvalid: flags.selection.skipInvalid), strata: [])
        var dryRun = DryRun(suite, settings: settings, rubric: rubric, jury: jury, roles: Set(roles.keys))
        let reading = try await planner.read(dataset, into: draft) { dryRun.add($0) }
        for fault in reading.skipped.prefix(5) { Console.note("left out: \(fault.description)") }
        if reading.skipped.count > 5 { Console.note("left out: \(reading.skipped.count - 5) more faulty rows") }
        let sealed = try draft.seal(seed: settings.seed, limit: nil)
        try keepResponses(in: draft)
        let use = Manifest.DatasetUse(
            name: dataset.name, digest: sealed.digest, samples: sealed.samples, available: available,
            skipped: reading.skipped.count)
        var estimate = dryRun.estimate(planned: sealed.samples)
        estimate.target = .init(calls: 0, mostCalls: 0, promptTokens: 0, mostAnswerTokens: 0)
        return Planned(dataset: use, estimate: estimate)
    }

    /// Puts the responses into the draft, as the replies of a target that nobody asks.
    private func keepResponses(in draft: RunDraft) throws {
        let prompt = Prompt(turns: [Turn(.user, [.text("(given with its right label, see \(dataset.name))")])])
        var batch: [(reply: Result<Response, ModelError>, call: Call)] = []
        for dressing in dataset.dressings {
            let call = Call(.init(sample: dressing.id, trial: 1, role: .target), prompt: prompt)
            batch.append((.success(Response(text: dressing.answer)), call))
            guard batch.count == Self.batch else { continue }
            try draft.keep(batch)
            batch.removeAll(keepingCapacity: true)
        }
        try draft.keep(batch)
    }

    private static let batch = 256

    /// What a plan holds.
    struct Planned {
        let dataset: Manifest.DatasetUse
        /// What would be asked; nothing of a target.
        let estimate: DryRunEstimate
    }

    /// The manifest of the run.
    func manifest(of dataset: Manifest.DatasetUse, judges: [Role: Manifest.ModelUse]) -> Manifest {
        var models = judges
        let isBundled = flags.selection.goldSet == nil
        models[.target] = .init(name: isBundled ? Self.standIns : gold.name, endpoint: nil, isSimulated: false)
        let preset = suite.protocols[0]
        var used = UsedFields(settings, judge: UsedFields.judge(roles), jury: jury, rubric: rubric)
        used.forget(.target, among: preset.published)
        var options = flags.judging.given.merging(flags.selection.given) { _, new in new }
        options.merge(flags.connection.cap.given) { _, new in new }
        var manifest = Manifest(
            program: Version.name, created: .now, suite: .init(name: suite.name, version: suite.version),
            dataset: dataset, rubric: rubric,
            protocolUse: .init(name: preset.name, departures: preset.departures(used: used.values)),
            settings: settings, models: models, options: options,
            origin: .init(kind: .responses, source: gold.name, digest: gold.digest))
        manifest.jury = jury
        return manifest
    }
}
