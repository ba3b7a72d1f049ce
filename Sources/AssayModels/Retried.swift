import AssayCore

/// Asks again what failed in passing, and takes note of every attempt.
struct Retried: Model {
    /// How often a call may be sent again at once because a parameter was left out.
    static let mostAdaptations = 10

    let name: String
    let inner: any Transport
    let journal: any CallJournal
    let policy: RetryPolicy
    let pause: Pause
    let gauge: Gauge
    let seed: Int

    func respond(to call: Call) async throws(ModelError) -> Response {
        var number = 0
        var failures = 0
        var adaptations = 0
        while true {
            number += 1
            let result = await inner.attempt(call, number: number)
            if let attempt = result.attempt { journal.note(attempt, of: call) }
            let failure: ModelError
            switch result.outcome {
            case .success(let response): return response
            case .failure(let error): failure = error
            }
            if result.hasAdapted && adaptations < Self.mostAdaptations {
                adaptations += 1
                guard pause.mayGoOn() else { throw .cancelled }
                continue
            }
            failures += 1
            let jitter = jitter(of: call, failures: failures)
            let decision = policy.decision(after: failures, failure: failure, hints: result.hints, jitter: jitter)
            guard case .wait(let wait) = decision else { throw failure }
            gauge.retried(after: failure)
            try await pause.wait(for: wait)
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
