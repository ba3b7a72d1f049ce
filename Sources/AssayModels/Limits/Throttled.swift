import AssayCore
import Synchronization

/// Lets through what the endpoint's limits allow.
final class Throttled: Transport {
    private let inner: any Transport
    private let throttle: Throttle
    private let pause: Pause
    private let defaultAnswerTokens: Int?
    // The lock guards every read and write of what is known of answers.
    private let answers = Mutex(AnswerTokens())

    /// - Parameters:
    ///   - inner: what is let through to.
    ///   - throttle: the limits.
    ///   - pause: how waits pass.
    ///   - defaultAnswerTokens: the answer limit that the form sends where a prompt has none.
    init(inner: any Transport, throttle: Throttle, pause: Pause, defaultAnswerTokens: Int? = nil) {
        self.inner = inner
        self.throttle = throttle
        self.pause = pause
        self.defaultAnswerTokens = defaultAnswerTokens
    }

    func attempt(_ call: Call, number: Int) async -> AttemptResult {
        do {
            try await throttle.slots.acquire()
        } catch {
            return .notSent(.cancelled)
        }
        defer { throttle.slots.release() }
        let estimate = estimatedTokens(of: call.prompt)
        do throws(ModelError) {
            try await pause.wait(for: throttle.take(tokens: estimate))
        } catch {
            throttle.giveBack(requests: 1, tokens: estimate)
            return .notSent(error)
        }
        let ticket = throttle.started()
        let result = await inner.attempt(call, number: number)
        throttle.ended(ticket, result.ending)
        settle(result, estimate: estimate)
        return result
    }

    /// Corrects the minute's buckets by what the endpoint says.
    private func settle(_ result: AttemptResult, estimate: Int) {
        guard let attempt = result.attempt else {
            return throttle.giveBack(requests: 1, tokens: estimate)
        }
        if let usage = result.usage {
            answers.withLock { $0.add(usage.answerTokens) }
            throttle.giveBack(requests: 0, tokens: estimate - usage.promptTokens - usage.answerTokens)
        }
        // What is left is said in a dozen headers: they are looked through where somebody counts.
        guard throttle.isMetered else { return }
        throttle.correct(requests: attempt.remaining("requests"), tokens: attempt.remaining("tokens"))
    }

    /// The prompt, and an answer like those before it.
    func estimatedTokens(of prompt: Prompt) -> Int {
        let limit = prompt.parameters.answerTokens ?? defaultAnswerTokens
        return TokenEstimate.prompt(prompt) + answers.withLock { $0.expected(limit: limit) }
    }
}

extension Attempt {
    /// What the endpoint says is left of the minute's amount, in OpenAI's or Anthropic's spelling; nil where it does not.
    fileprivate func remaining(_ what: String) -> Int? {
        let stated = headers["x-ratelimit-remaining-\(what)"] ?? headers["anthropic-ratelimit-\(what)-remaining"]
        return stated.flatMap { Int($0) }
    }
}

extension AttemptResult {
    /// What the attempt says about how much the endpoint can take.
    var ending: AdaptiveLimit.Ending {
        guard attempt != nil else { return .unknown }
        return switch outcome {
        case .success: .served
        case .failure(.rateLimited), .failure(.unavailable(status: 503)), .failure(.unavailable(status: 529)): .refused
        case .failure(.unavailable), .failure(.timedOut), .failure(.cancelled): .unknown
        case .failure: .served
        }
    }
}
