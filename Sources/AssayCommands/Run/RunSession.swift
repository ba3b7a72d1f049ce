import AssayCore
import AssayReports
import AssayRunner
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

    /// How the asking ended.
    private enum Ending {
        case planned
        case stoppedByUser
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
        let saved = await close(ending)
        guard saved else { return .faultFound }
        let report = try RunReading(path).report()
        Console.result(
            display.json
                ? JSONReport(report).render()
                : TextReport(report).render(width: Console.width, styled: Console.outputIsStyled))
        Console.note("run file: \(path.string)")
        let status = status(ending, report)
        // What was lost, broken or stopped is said first; a gate outranks only what is unresolved.
        let gateFails = try display.gate.fails(report.estimates)
        return gateFails && (status == .done || status == .unresolved) ? .gateFailed : status
    }

    private func ask() async throws -> Ending {
        let journal = file.journal
        guard let target = model(for: .target, journal: journal) else {
            preconditionFailure("a run has a target")
        }
        let panel = model(for: .judge, journal: journal).map {
            Panel(judge: $0, fallback: model(for: .fallbackJudge, journal: journal))
        }
        let rubric = file.manifest.rubric ?? suite.rubric
        let judge = try suite.judge(by: panel, rubric: rubric, under: file.manifest.settings)
        let progress = try Progress(suite: suite, file: file, assembly: assembly)
        let runner = Runner(
            .init(suite: suite, target: target, judge: judge, file: file, observer: display.quiet ? nil : progress),
            width: assembly.width)
        return try await follow(runner, progress)
    }

    /// The model of a role; one whose replies came from elsewhere answers from the file.
    private func model(for role: Role, journal: any CallJournal) -> (any Model)? {
        let manifest = file.manifest
        guard manifest.isFromElsewhere(role), let name = manifest.models[role]?.name else {
            return assembly.model(for: role, journal: journal)
        }
        return StoredReplies(of: name, in: file)
    }

    private func follow(_ runner: Runner<Recipe>, _ progress: Progress<Recipe>) async throws -> Ending {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        return try await withThrowingTaskGroup(of: Event.self) { group in
            group.addTask { .ran(try await runner.run()) }
            group.addTask { await heed(signals) }
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
                    return file.isStopped ? .stoppedByUser : .planned
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
            if file.isStopped {
                Console.note("stopping now; nothing that is stored is lost")
                return .stopNow
            }
            file.stopTakingCalls()
            Console.note("stopping: finishing what is in flight and saving; once more to stop now")
        }
        return .shown
    }

    /// Closes the file; false where replies could not be stored, which has then been said.
    private func close(_ ending: Ending) async -> Bool {
        do {
            if case .failed(let failure) = ending { file.note("stopped", detail: failure.description) }
            if case .stoppedByUser = ending { file.note("stopped", detail: "by the user") }
            let isComplete = if case .planned = ending { true } else { false }
            try await file.close(complete: isComplete)
            return true
        } catch {
            Console.error("\(error)")
            return false
        }
    }

    private func status(_ ending: Ending, _ report: Report) -> ExitStatus {
        switch ending {
        case .stoppedByUser:
            Console.note("stopped; everything is saved. Go on with: assay resume \(path.string)")
            return .stopped
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
