import AssayCore

/// Asks again what failed in passing, and takes note of every attempt.
struct Retried: Model {
    let name: String
    let inner: any Transport
    let journal: any CallJournal
    let policy: RetryPolicy
    let ledger: RetryLedger
    let pause: Pause
    let gauge: Gauge
    let seed: Int

    func respond(to call: Call) async throws(ModelError) -> Response {
        ledger.callStarted()
        let outcome = await outcome(of: call)
        let failure: ModelError? = if case .failure(let error) = outcome { error } else { nil }
        // The calls before it have their outcomes; this one stays open, and the run ends.
        if ledger.callEnded(failure) { throw .outage(calls: Outage.calls) }
        return try outcome.get()
    }

    private func outcome(of call: Call) async -> Result<Response, ModelError> {
        var course = RetryLedger.Course(retries: Retries(policy: policy))
        // One that was held back goes on where it was: its attempts and waits are not to be had twice.
        if let held = ledger.takeUp(call) {
            course = held
            if let error = await prepare(course) { return .failure(error) }
        }
        while true {
            course.attempts += 1
            let result = await inner.attempt(call, number: course.attempts)
            if let attempt = result.attempt { journal.note(attempt, of: call) }
            guard case .failure(let failure) = result.outcome else { return result.outcome }
            course.failure = failure
            course.step = course.retries.step(
                after: failure, hints: result.hints, hasAdapted: result.hasAdapted
            ) { jitter(of: call, failures: $0) }
            // The call stays open, so that it is asked once there is room for it.
            if course.step != .giveUp, let attempt = result.attempt, !journal.mayRepeat(after: attempt) {
                ledger.holdBack(call, course)
                return .failure(.cancelled)
            }
            if let error = await prepare(course) { return .failure(error) }
        }
    }

    /// Does what must come before the next attempt; the call's failure where there is none.
    private func prepare(_ course: RetryLedger.Course) async -> ModelError? {
        switch course.step {
        case .giveUp: return course.failure
        case .sendAgain: return pause.mayGoOn() ? nil : .cancelled
        case .wait(let wait):
            guard ledger.pays(for: course.failure) else { return course.failure }
            gauge.retried(after: course.failure)
            do throws(ModelError) {
                try await pause.wait(for: wait)
                return nil
            } catch {
                return error
            }
        }
    }

    /// A share between 0 and 1 that differs from call to call and from failure to failure, and repeats with the seed.
    private func jitter(of call: Call, failures: Int) -> Double {
        let place = call.place
        let text = "\(call.digest) \(place.sample) \(place.trial) \(place.juror) \(place.round) \(failures)"
        let draw = StableHash(of: text, seed: UInt64(bitPattern: Int64(seed))).mixed
        return Double(draw >> 11) * 0x1p-53
    }
}
