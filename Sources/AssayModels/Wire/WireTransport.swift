import AssayCore
import Foundation

/// Makes attempts in any wire form.
struct WireTransport: Transport {
    let model: String
    let form: any WireForm
    let line: HTTPLine
    let asking: HTTPLine.Asking
    let adaptations: Adaptations
    let media: EncodedMedia
    let gauge: Gauge
    let clock: any Clock<Duration>

    func attempt(_ call: Call, number: Int) async -> AttemptResult {
        let adaptation = adaptations.current
        let body: WireBody
        do throws(ModelError) {
            body = try form.body(of: call.prompt, model: model, adaptation: adaptation, media: media)
        } catch {
            return .notSent(error)
        }
        gauge.exchangeStarted()
        let started = Date.now
        let elapsed = clock.stopwatch()
        let exchange: Result<HTTPLine.Reply, ModelError>
        do throws(ModelError) {
            exchange = .success(try await line.send(body.parts, as: asking))
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
            dropped: (adaptation.refused.map(\.rawValue) + body.absent).sorted(), body: reply?.body ?? [],
            failure: failure)
        result.attempt?.usage = result.usageWithoutAnswer
        return result
    }

    private func result(
        of exchange: Result<HTTPLine.Reply, ModelError>, body: WireBody, adaptation: Adaptation
    ) -> AttemptResult {
        let reply: HTTPLine.Reply
        switch exchange {
        case .failure(let failure): return AttemptResult(outcome: .failure(failure))
        case .success(let received): reply = received
        }
        guard reply.status != 200 else {
            var result = AttemptResult(outcome: form.response(in: reply.body, to: body))
            if case .failure = result.outcome { result.usageWithoutAnswer = form.usage(in: reply.body) }
            return result
        }
        guard !Self.hasBrokenOff(reply.body, status: reply.status) else {
            return AttemptResult(
                outcome: .failure(.malformed(what: "an error reply that broke off (HTTP \(reply.status))")),
                hints: RetryHints(headers: reply.headers, now: Date.now))
        }
        let failure = form.failure(status: reply.status, bytes: reply.body, to: body)
        var hints = RetryHints(headers: reply.headers, now: Date.now)
        hints.wait = hints.wait ?? failure.wait
        return AttemptResult(
            outcome: failure.outcome, hints: hints,
            hasAdapted: failure.refused.map { adaptations.refused($0, sentWith: adaptation) } ?? false)
    }

    /// Whether a refusal lost the words that would say what it is.
    ///
    /// It may have been a filter's block, which is final, or a parameter, which can be left out: it is neither until a
    /// whole one has come.
    private static func hasBrokenOff(_ body: [UInt8], status: Int) -> Bool {
        guard (400..<500).contains(status), !statusesThatSay.contains(status) else { return false }
        guard let first = body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
            return status == 400 || status == 422
        }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
        return (try? JSONValue(body)) == nil
    }

    /// Statuses that mean one thing, whatever the body says or does not say.
    private static let statusesThatSay: Set<Int> = [401, 402, 404, 408, 409, 413, 429]

    /// Headers that explain a wait or name the exchange to the provider; never one that carries a key.
    static func isOfInterest(_ name: String) -> Bool {
        ["retry-after", "retry-after-ms", "x-should-retry", "x-request-id", "request-id", "content-type"].contains(name)
            || name.hasPrefix("x-ratelimit-") || name.hasPrefix("anthropic-ratelimit-")
    }
}
