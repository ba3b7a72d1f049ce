public import AssayCore
public import AssayStore

/// Takes every unfinished record of a run file along its path, a bounded number at a time.
public struct Runner<Recipe: Suite>: Sendable {
    /// The parts that a run is put together from.
    public struct Parts: Sendable {
        let suite: Recipe
        let target: any Model
        let judge: any Judge<Recipe.Label>
        let file: RunWriter
        let observer: (any RunObserver<Recipe.Label>)?

        /// The parts of a run.
        public init(
            suite: Recipe, target: any Model, judge: any Judge<Recipe.Label>, file: RunWriter,
            observer: (any RunObserver<Recipe.Label>)? = nil
        ) {
            self.suite = suite
            self.target = target
            self.judge = judge
            self.file = file
            self.observer = observer
        }
    }

    private let parts: Parts
    private let settings: Settings
    private let width: Int

    /// A run of a file that has been planned.
    ///
    /// - Parameters:
    ///   - parts: what it is put together from.
    ///   - width: records in flight, at least 1; connections are bounded elsewhere.
    public init(_ parts: Parts, width: Int) {
        precondition(width > 0, "at least one record is in flight")
        self.parts = parts
        settings = parts.file.manifest.settings
        self.width = width
    }

    /// Asks all that is unfinished, in the run's order; returns when nothing is in flight any more.
    ///
    /// - Returns: nil at the end of the plan or of what the user let it do, else why the run could not go on.
    /// - Throws: `StoreError` where the file cannot be read.
    public func run() async throws -> ModelError? {
        while true {
            let pass = try await askUnfinished()
            if let failure = pass.failure { return failure }
            // Calls that were held off while the disk was full are asked in another pass, once there is space.
            guard pass.unasked > 0, await parts.file.waitUntilCallsAreTaken(), !Task.isCancelled else { return nil }
            // A record that is not in the file yet would be asked again.
            do {
                try await parts.file.flush()
            } catch {
                parts.file.stopTakingCalls()
                return .notSaved
            }
        }
    }

    /// What became of one record.
    private enum Ending {
        case recorded
        case unasked
        case failed(ModelError)
    }

    private struct Pass {
        var failure: ModelError?
        var unasked = 0

        mutating func count(_ ending: Ending) {
            switch ending {
            case .recorded: break
            case .unasked: unasked += 1
            case .failed(let error): failure = failure ?? error
            }
        }
    }

    private func askUnfinished() async throws -> Pass {
        var agenda = Agenda(file: parts.file, pageSize: width)
        return try await withThrowingTaskGroup(of: Ending.self) { group in
            var pass = Pass()
            var inFlight = 0
            while pass.failure == nil, await parts.file.waitUntilCallsAreTaken(), let next = try agenda.next() {
                if inFlight == width, let ended = try await group.next() {
                    inFlight -= 1
                    pass.count(ended)
                }
                let isStarted = group.addTaskUnlessCancelled {
                    await self.finish(next.sample, trial: next.trial, at: next.ordinal)
                }
                guard isStarted else { break }
                inFlight += 1
            }
            for try await ended in group { pass.count(ended) }
            return pass
        }
    }

    /// One record from its prompt to the file; what stops the run stops new calls at once.
    private func finish(_ sample: Sample, trial: Int, at ordinal: Int) async -> Ending {
        do {
            let (record, entry) = try await follow(sample, trial: trial)
            parts.file.keep(record)
            await parts.observer?.recordEnded(entry, trial: trial, of: sample, at: ordinal)
            return .recorded
        } catch .cancelled {
            return .unasked
        } catch {
            parts.file.stopTakingCalls()
            return .failed(error)
        }
    }

    /// The path of a sample: prompt, response, verdict, record.
    private func follow(
        _ sample: Sample, trial: Int
    ) async throws(ModelError) -> (FinishedRecord, Records<Recipe.Label>.Entry) {
        var prompt = parts.suite.prompt(for: sample, trial: trial, under: settings)
        prompt.parameters.seed = settings.seed(ofTrial: trial)
        let place = Call.Place(sample: sample.id, trial: trial, role: .target)
        let response: Response
        do {
            response = try await parts.target.respond(to: Call(place, prompt: prompt))
        } catch {
            guard let reason = error.reason else { throw error }
            return unanswered(sample, trial: trial, reason, isResumable: error.isResumable)
        }
        if let reason = response.unanswered(rulesOnEmpty: parts.suite.rulesOnEmptyAnswer(to: sample)) {
            return unanswered(sample, trial: trial, reason, isResumable: false)
        }
        let exchange = Exchange(sample: sample, trial: trial, prompt: prompt, response: response)
        let verdict = try await parts.judge.judge(exchange)
        return answered(exchange, verdict)
    }

    private func unanswered(
        _ sample: Sample, trial: Int, _ reason: UnansweredReason, isResumable: Bool
    ) -> (FinishedRecord, Records<Recipe.Label>.Entry) {
        let outcome = Outcome.unanswered(reason)
        let record = FinishedRecord(
            sample: sample.id, trial: trial, outcome: outcome, isTruncated: reason == .truncated,
            isResumable: isResumable, rulings: [:])
        return (record, .init(outcome: outcome, isTruncated: record.isTruncated))
    }

    private func answered(
        _ exchange: Exchange, _ verdict: Verdict<Recipe.Label>
    ) -> (FinishedRecord, Records<Recipe.Label>.Entry) {
        let record = FinishedRecord(
            sample: exchange.sample.id, trial: exchange.trial, outcome: verdict.outcome,
            isTruncated: exchange.response.isTruncated, isResumable: verdict.isResumable,
            rulings: verdict.rulings.mapValues { StoredRuling($0) })
        let entry = Records<Recipe.Label>.Entry(
            outcome: verdict.outcome, isTruncated: record.isTruncated,
            labels: verdict.rulings.compactMapValues(\.label))
        return (record, entry)
    }
}
