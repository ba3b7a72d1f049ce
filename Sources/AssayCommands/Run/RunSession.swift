import AssayCore
import AssayModels
import AssayReports
import AssayRunner
import AssaySimulator
import AssayStore
import SystemPackage
import UnixSignals

/// One session on a run file: asks what is unfinished, heeds signals, closes the file, prints the report.
struct RunSession<Recipe: Suite> {
    let suite: Recipe
    let file: RunWriter
    let path: FilePath
    let assembly: ModelAssembly
    let display: DisplayOptions
    /// The run whose stored votes are reduced again; nil for any other session.
    var earlier: RunReader?
    /// What is searched for the target; nil where nothing is, or the target is not asked any more.
    var retrieval: RetrievalAssembly?
    /// The form of the report at the end; nil for text or, with `--json`, JSON.
    var format: ReportFormat?
    private let stop = StopSwitch()

    init(suite: Recipe, file: RunWriter, path: FilePath, assembly: ModelAssembly, display: DisplayOptions) {
        self.suite = suite
        self.file = file
        self.path = path
        self.assembly = assembly
        self.display = display
    }

    /// How the asking ended.
    private enum Ending {
        case planned
        case stoppedByUser
        case capped(Cap)
        case failed(ModelError)
    }

    private enum Event {
        case ran(ModelError?)
        case stopNow
        case shown
    }

    /// Asks until all is asked or the run stops.
    ///
    /// - Returns: the status with which the program ends.
    func carryOut() async throws -> ExitStatus {
        for warning in file.warnings { Console.note(warning) }
        let ending = try await ask()
        // Hundreds of connections take a moment, in which the file is closed and read.
        async let hungUp: Void = assembly.hangUp()
        guard let report = try await close(ending) else { return .faultFound }
        let named = NamedReport(file: path.lastComponent?.string ?? "", report: report)
        Console.result(try ReportFile([named], format: format ?? (display.json ? .json : .text)).render())
        Console.note("run file: \(path.string)")
        let status = status(ending, report)
        // What was lost, broken or stopped is said first; a gate outranks only what is unresolved.
        let gateFails = try display.gate.fails(report.estimates, otherwise: suite.defaultGate)
        await hungUp
        return gateFails && (status == .done || status == .unresolved) ? .gateFailed : status
    }

    private func ask() async throws -> Ending {
        let meter = try meter()
        let journal = Metered(inner: file.journal, meter: meter)
        guard var target = model(for: .target, journal: journal, knowing: try answerKey()) else {
            preconditionFailure("a run has a target")
        }
        if let retrieval, let words = suite.searchWords {
            target = retrieval.helping(target, journal: journal, in: words)
        }
        let panel = panel(journal: journal)
        let rubric = file.manifest.rubric ?? suite.rubric
        let judge = try suite.judge(by: panel, rubric: rubric, under: file.manifest.settings)
        let progress = try Progress(suite: suite, file: file, assembly: assembly, meter: meter)
        var parts = Runner<Recipe>.Parts(
            suite: suite, target: target, judge: judge, file: file, observer: display.quiet ? nil : progress)
        parts.stop = stop
        parts.budget = budget(meter, judged: panel == nil ? nil : rubric)
        let ending = try await follow(Runner(parts) { max(assembly.width, retrieval?.width ?? 0) }, progress)
        guard case .planned = ending, let cap = meter.allowance.reached else { return ending }
        return .capped(cap)
    }

    /// What earlier sessions took counts, as far as they asked.
    private func meter() throws -> Meter {
        let prices = (file.manifest.prices ?? [:]).merging(assembly.prices) { _, given in given }
        let unpaid = Meter(Allowance(Caps()), prices: prices, remote: assembly.remoteRoles)
        var spent = Expense()
        // A search has no tokens.
        for (role, facts) in try file.facts().roles where role != .retriever && !file.manifest.isFromElsewhere(role) {
            let settings = file.manifest.settings
            let limit = (role == .target ? settings.target : settings.judge).answerTokens ?? 0
            spent =
                spent + unpaid.most(role, prompt: facts.paidPromptTokens, answer: facts.paidAnswerTokens)
                + unpaid.most(
                    role, prompt: facts.paidWithoutUsage * TokenEstimate.medium, answer: facts.paidWithoutUsage * limit)
        }
        return Meter(
            Allowance(assembly.caps, spent: spent), prices: prices, remote: assembly.remoteRoles)
    }

    private func budget(_ meter: Meter, judged rubric: Rubric?) -> Runner<Recipe>.Parts.Budget? {
        let caps = assembly.caps
        guard caps != Caps() else { return nil }
        let cost = RecordCost(
            suite: suite, settings: file.manifest.settings, rubric: rubric, jury: file.manifest.jury,
            roles: assembly.roles, meter: meter)
        let isCounted = caps.tokens != nil || caps.dollars != nil
        return .init(meter.allowance) { isCounted ? cost.most(of: $0, trial: $1) : Expense() }
    }

    /// Who rules; nil where nobody does.
    private func panel(journal: any CallJournal) -> Panel? {
        guard let plan = file.manifest.jury else {
            return model(for: .judge, journal: journal).map {
                Panel(judge: $0, fallback: model(for: .fallbackJudge, journal: journal))
            }
        }
        let jurors = plan.jurors.compactMap { model(for: $0, journal: journal) }
        return .jury(Jury(plan: plan, jurors: jurors, foreman: model(for: .foreman, journal: journal)))
    }

    /// The model of a role; one whose replies came from elsewhere answers from the file.
    private func model(for role: Role, journal: any CallJournal, knowing key: AnswerKey? = nil) -> (any Model)? {
        let manifest = file.manifest
        guard manifest.isFromElsewhere(role), let name = manifest.models[role]?.name else {
            return assembly.model(for: role, journal: journal, knowing: key)
        }
        return StoredReplies(of: name, in: file, words: suite.searchWords)
    }

    private func follow(_ runner: Runner<Recipe>, _ progress: Progress<Recipe>) async throws -> Ending {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        return try await withThrowingTaskGroup(of: Event.self) { group in
            group.addTask { .ran(try await runner.run()) }
            group.addTask { await heed(signals) }
            group.addTask {
                await ConnectionLog(assembly: assembly, file: file, clock: ContinuousClock()).watch()
                return .shown
            }
            if !display.quiet {
                group.addTask {
                    await progress.show()
                    return .shown
                }
            }
            while let event = try await group.next() {
                switch event {
                case .ran(let failure):
                    group.cancelAll()
                    if let failure { return .failed(failure) }
                    return stop.isThrown ? .stoppedByUser : .planned
                case .stopNow: group.cancelAll()
                case .shown: break
                }
            }
            return .planned
        }
    }

    /// The first signal ends the starting of new calls, the second the waiting for those in flight.
    private func heed(_ signals: UnixSignalsSequence) async -> Event {
        for await _ in signals {
            if stop.isThrown {
                file.stopTakingCalls()
                Console.note("stopping now; nothing that is stored is lost")
                return .stopNow
            }
            stop.throw()
            Console.note("stopping: finishing what is in flight and saving; once more to stop now")
        }
        return .shown
    }

    /// Closes the file and measures the run meanwhile; nil where replies could not be stored, which has then been said.
    private func close(_ ending: Ending) async throws -> Report? {
        let measured: Result<Report, any Error>
        do {
            if case .failed(let failure) = ending { file.note("stopped", detail: failure.description) }
            if case .capped(let cap) = ending { file.note("stopped", detail: "at \(cap.flag)") }
            if case .stoppedByUser = ending { file.note("stopped", detail: "by the user") }
            try await file.flush()
            if let earlier { file.note(try file.reduction(beside: earlier)) }
            // A run over the answers of one that stopped ends with records pending.
            let isComplete = if case .planned = ending { try file.isAsked() } else { false }
            measured = try await file.close(complete: isComplete) { [path] in try RunReading(path).report() }
        } catch {
            Console.error("\(error)")
            return nil
        }
        return try measured.get()
    }

    private func status(_ ending: Ending, _ report: Report) -> ExitStatus {
        switch ending {
        case .stoppedByUser:
            Console.note("stopped; everything is saved. Go on with: assay resume \(path.string)")
            return .stopped
        case .capped(let cap):
            Console.note(
                "the run has come to its \(cap.flag): \(report.counts.pending) of \(report.counts.planned) records are "
                    + "left, what was answered is judged and saved. Go on with: assay resume \(path.string) "
                    + "\(cap.flag) MORE")
            return .unresolved
        case .failed(let failure):
            Console.error("the run stopped: \(failure.description); then run 'assay resume \(path.string)'")
            return failure.exitStatus
        case .planned:
            return report.counts.judged == report.counts.planned ? .done : .unresolved
        }
    }
}

extension ModelError {
    /// The status of a program whose run this error stopped.
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .unauthorized, .notFound, .mediaChanged: .badInput
        case .notSaved: .faultFound
        default: .unresolved
        }
    }
}
