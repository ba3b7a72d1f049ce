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
        /// What the run may take, and the most that a record can; nil for a run without caps.
        public var budget: Budget?
        /// Ends the run gently.
        public var stop = StopSwitch()

        /// What the run may take, and the most that a record can, its verdict included.
        public struct Budget: Sendable {
            let allowance: Allowance
            let most: @Sendable (Sample, _ trial: Int) -> Expense

            /// A budget; `most` is asked about a record before it starts.
            public init(_ allowance: Allowance, most: @escaping @Sendable (Sample, _ trial: Int) -> Expense) {
                self.allowance = allowance
                self.most = most
            }
        }

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
    private let width: @Sendable () -> Int
    /// Samples that are read from the file at once.
    private static var page: Int { 64 }

    /// A run of a file that has been planned.
    ///
    /// - Parameters:
    ///   - parts: what it is put together from.
    ///   - width: records in flight, asked whenever one may start; connections are bounded elsewhere.
    public init(_ parts: Parts, width: @escaping @Sendable () -> Int) {
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
            // Calls that were held off, while the disk was full or by a cap, are asked in another pass: there may be room.
            guard pass.unasked > 0, !pass.isCapped, !parts.stop.isThrown, await parts.file.waitUntilCallsAreTaken(),
                !Task.isCancelled
            else { return nil }
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
        /// Not asked in the run whose answers are ruled on anew, so that it stays pending in this one.
        case leftPending
        case failed(ModelError)
    }

    private typealias Group = ThrowingTaskGroup<Ending, any Error>

    private struct Pass {
        var failure: ModelError?
        var unasked = 0
        var inFlight = 0
        var isCapped = false

        /// Waits for a record to end.
        mutating func countNext(of group: inout Group) async throws {
            guard let ending = try await group.next() else { return inFlight = 0 }
            inFlight -= 1
            switch ending {
            case .recorded, .leftPending: break
            case .unasked: unasked += 1
            case .failed(let error): failure = failure ?? error
            }
        }
    }

    private func askUnfinished() async throws -> Pass {
        try await withThrowingTaskGroup(of: Ending.self) { group in
            var pass = Pass()
            var page = try await parts.file.unfinishedPage(after: 0, limit: Self.page)
            while let last = page.last {
                // Read ahead, so that nobody waits for the file where many replies come at once.
                async let following = parts.file.unfinishedPage(after: last.ordinal, limit: Self.page)
                guard try await ask(page, &pass, &group) else { break }
                page = try await following
            }
            while pass.inFlight > 0 { try await pass.countNext(of: &group) }
            return pass
        }
    }

    /// Starts the records of a page; false where the pass may start no more.
    private func ask(_ page: [RunWriter.Unfinished], _ pass: inout Pass, _ group: inout Group) async throws -> Bool {
        for unfinished in page {
            for trial in unfinished.trials {
                guard try await start(unfinished, trial: trial, &pass, &group) else { return false }
            }
        }
        return true
    }

    /// Starts a record once there is room for it; false where the pass may start no more.
    private func start(
        _ next: RunWriter.Unfinished, trial: Int, _ pass: inout Pass, _ group: inout Group
    ) async throws -> Bool {
        guard await mayStart(after: pass) else { return false }
        while pass.inFlight >= max(1, width()) { try await pass.countNext(of: &group) }
        let most = parts.budget?.most(next.sample, trial) ?? Expense()
        guard try await reserve(most, &pass, &group) else { return false }
        let isStarted =
            await mayStart(after: pass)
            && group.addTaskUnlessCancelled {
                await self.finish(next.sample, trial: trial, at: next.ordinal, reserved: most)
            }
        guard isStarted else {
            parts.budget?.allowance.release(most)
            return false
        }
        pass.inFlight += 1
        return true
    }

    /// What was held off goes before what has not started, so that what is asked stays the beginning of the order.
    private func mayStart(after pass: Pass) async -> Bool {
        guard pass.failure == nil, pass.unasked == 0, !parts.stop.isThrown else { return false }
        return await parts.file.waitUntilCallsAreTaken()
    }

    /// Sets a record's worst case aside; returns false where it may not start.
    ///
    /// What is in flight mostly takes less than was set aside for it, so the run waits for that before it ends.
    private func reserve(_ most: Expense, _ pass: inout Pass, _ group: inout Group) async throws -> Bool {
        guard let allowance = parts.budget?.allowance else { return true }
        while let cap = allowance.reserve(most) {
            guard pass.unasked == 0 else { return false }
            guard pass.inFlight > 0, cap != .time else {
                allowance.reach(cap)
                pass.isCapped = true
                return false
            }
            try await pass.countNext(of: &group)
        }
        return true
    }

    /// One record from its prompt to the file; what stops the run stops new calls at once.
    private func finish(_ sample: Sample, trial: Int, at ordinal: Int, reserved: Expense) async -> Ending {
        defer { parts.budget?.allowance.release(reserved) }
        do {
            let (record, entry) = try await follow(sample, trial: trial)
            parts.file.keep(record)
            await parts.observer?.recordEnded(entry, trial: trial, of: sample, at: ordinal)
            return .recorded
        } catch .cancelled {
            return .unasked
        } catch .missing {
            return .leftPending
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
            guard let reason = error.reason, error != .missing || !takesAnswersOver else { throw error }
            return unanswered(sample, trial: trial, reason, isResumable: error.isResumable)
        }
        if let reason = response.unanswered(rulesOnEmpty: parts.suite.rulesOnEmptyAnswer(to: sample)) {
            return unanswered(sample, trial: trial, reason, isResumable: false)
        }
        let exchange = Exchange(sample: sample, trial: trial, prompt: prompt, response: response)
        let verdict = try await parts.judge.judge(exchange)
        return answered(exchange, verdict)
    }

    /// Whether the answers are those of another run, which may have stopped before it asked for all of them.
    private var takesAnswersOver: Bool {
        [.rejudged, .reread].contains(parts.file.manifest.origin?.kind)
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
        let outcome = verdict.outcome
        // A key path of a generic type is made anew each time it is used, which takes longer than all else here.
        let labels = verdict.rulings.compactMapValues { $0.label }
        var record = FinishedRecord(
            sample: exchange.sample.id, trial: exchange.trial, outcome: outcome,
            isTruncated: exchange.response.isTruncated, isResumable: verdict.isResumable,
            rulings: verdict.rulings.mapValues { StoredRuling($0) }, rating: verdict.rating,
            votes: verdict.votes.map(StoredVote.init))
        (record.confidence, record.searches) = (verdict.confidence, exchange.response.searches)
        var entry = Records<Recipe.Label>.Entry(
            outcome: outcome, isTruncated: record.isTruncated, labels: labels, rating: verdict.rating,
            votes: verdict.votes)
        (entry.confidence, entry.searches) = (record.confidence, record.searches)
        return (record, entry)
    }
}
