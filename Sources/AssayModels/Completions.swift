import AssayCore
import Foundation

/// Makes attempts in the OpenAI form of chat completions.
struct Completions: Transport {
    /// The form and its version, part of what the response cache knows a request by: another one where the same prompt
    /// comes to be sent otherwise.
    static let wire = "openai/1"

    let model: String
    let line: HTTPLine
    let adaptations: Adaptations
    let media: EncodedMedia
    let gauge: Gauge
    let clock: any Clock<Duration>

    func attempt(_ call: Call, number: Int) async -> AttemptResult {
        let adaptation = adaptations.current
        let body: CompletionBody
        do throws(ModelError) {
            body = try CompletionBody(call.prompt, model: model, adaptation: adaptation, media: media)
        } catch {
            return .notSent(error)
        }
        gauge.exchangeStarted()
        let started = Date.now
        let elapsed = clock.stopwatch()
        let exchange: Result<HTTPLine.Reply, ModelError>
        do throws(ModelError) {
            exchange = .success(try await line.complete(body.bytes))
        } catch {
            exchange = .failure(error)
        }
        var result = result(of: exchange, body: body, adaptation: adaptation)
        gauge.exchangeEnded(usage: result.usage)
        var failure: ModelError?
        if case .failure(let error) = result.outcome { failure = error }
        let reply = try? exchange.get()
        result.attempt = Attempt(
            number: number, started: started, elapsed: elapsed(), status: reply?.status,
            headers: (reply?.headers ?? [:]).filter { Self.isOfInterest($0.key) }, sentParameters: body.parameters,
            dropped: adaptation.refused.sorted().map(\.rawValue), body: reply?.body ?? [], failure: failure)
        return result
    }

    private func result(
        of exchange: Result<HTTPLine.Reply, ModelError>, body: CompletionBody, adaptation: Adaptation
    ) -> AttemptResult {
        let reply: HTTPLine.Reply
        switch exchange {
        case .failure(let failure): return AttemptResult(outcome: .failure(failure))
        case .success(let received): reply = received
        }
        guard reply.status != 200 else { return AttemptResult(outcome: CompletionReply.read(reply.body)) }
        let error = ErrorReply(status: reply.status, body: reply.body)
        let refused = error.refusedParameter(among: body.sent)
        return AttemptResult(
            outcome: error.outcome, hints: RetryHints(headers: reply.headers, now: Date.now),
            hasAdapted: refused.map { adaptations.refused($0, sentWith: adaptation) } ?? false)
    }

    /// Headers that explain a wait or name the exchange to the provider; never one that carries a key.
    private static func isOfInterest(_ name: String) -> Bool {
        ["retry-after", "retry-after-ms", "x-should-retry", "x-request-id", "request-id", "content-type"].contains(name)
            || name.hasPrefix("x-ratelimit-") || name.hasPrefix("anthropic-ratelimit-")
    }
}
