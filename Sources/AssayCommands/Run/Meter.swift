import AssayCore
import AssayModels
import AssayRunner
import Synchronization

/// Counts what a run's calls take, and learns how far our estimates of prompts fall short.
final class Meter: Sendable {
    let allowance: Allowance
    private let prices: [Role: Price]
    private let remote: Set<Role>

    private struct State {
        /// The most tokens that a prompt had for each that we had estimated, by role.
        var ratios: [Role: Double] = [:]
        /// Calls that went over the network and have no reply yet.
        var sent: Set<Call> = []
        /// Replies that came from the response cache.
        var cached = 0
    }

    // The lock guards every read and write of the state.
    private let state = Mutex(State())

    /// - Parameters:
    ///   - allowance: what the run may take.
    ///   - prices: what the models cost.
    ///   - remote: the roles whose replies come over the network, unless something nearer has them.
    init(_ allowance: Allowance, prices: [Role: Price], remote: Set<Role>) {
        self.allowance = allowance
        self.prices = prices
        self.remote = remote
    }

    /// Whether every model that is paid for has a price.
    var knowsCost: Bool { !prices.isEmpty && remote.allSatisfy { prices[$0] != nil } }

    /// Replies of this session that came from the response cache.
    var cached: Int { state.withLock { $0.cached } }

    /// What a call takes at most.
    ///
    /// - Parameters:
    ///   - role: whose call.
    ///   - prompt: our estimate of its tokens.
    ///   - answer: its answer limit.
    /// - Returns: tokens and dollars; none of these for a model without a price.
    func most(_ role: Role, prompt: Int, answer: Int) -> Expense {
        let ratio = state.withLock { $0.ratios[role] ?? 1 }
        return expense(role, prompt: Int((Double(prompt) * ratio).rounded(.up)), answer: answer)
    }

    /// Counts an attempt, and what a reply costs that is no answer.
    ///
    /// Such a reply is charged for like an answer; one without a token count is taken to have used all that it could.
    func sent(_ attempt: Attempt, of call: Call) {
        state.withLock { _ = $0.sent.insert(call) }
        let role = call.place.role
        // A search has no tokens.
        guard attempt.isReplyWithoutAnswer, role != .retriever else { return }
        guard let usage = attempt.usage else {
            return spendMost(answer: call.prompt.parameters.answerTokens ?? 0, on: call)
        }
        spend(usage, on: call)
    }

    /// Counts a reply that is new to the run.
    ///
    /// A reply without a token count is taken to have used all that it could. One from the cache, or that
    /// never went over the network, costs nothing, nor does a failure: what its attempts cost is counted with them.
    func charge(_ reply: Result<Response, ModelError>, to call: Call) {
        let role = call.place.role
        let isCached = if case .success(let response) = reply { response.cacheMark != nil } else { false }
        let wasSent = state.withLock { state in
            if isCached { state.cached += 1 }
            return state.sent.remove(call) != nil
        }
        guard !isCached, wasSent || !remote.contains(role), role != .retriever, case .success(let response) = reply
        else { return }
        guard let usage = response.usage else {
            let limit = call.prompt.parameters.answerTokens ?? 0
            let answer = max(limit, TokenEstimate.text(response.text + (response.reasoning ?? "")))
            return spendMost(answer: answer, on: call)
        }
        spend(usage, on: call)
    }

    private func spendMost(answer: Int, on call: Call) {
        allowance.spend(most(call.place.role, prompt: TokenEstimate.prompt(call.prompt), answer: answer))
    }

    /// Counts what an endpoint stated, and learns from it how long prompts are.
    private func spend(_ usage: Usage, on call: Call) {
        let role = call.place.role
        allowance.spend(expense(role, prompt: usage.promptTokens, answer: usage.answerTokens))
        let estimate = TokenEstimate.prompt(call.prompt)
        guard estimate > 0 else { return }
        let ratio = Double(usage.promptTokens) / Double(estimate)
        state.withLock { $0.ratios[role] = max($0.ratios[role] ?? 1, ratio) }
    }

    private func expense(_ role: Role, prompt: Int, answer: Int) -> Expense {
        Expense(tokens: prompt + answer, dollars: prices[role]?.dollars(prompt: prompt, answer: answer) ?? 0)
    }
}

/// A journal that shows a meter what it keeps.
struct Metered: CallJournal {
    let inner: any CallJournal
    let meter: Meter

    func storedReply(to call: Call) async throws(JournalFailure) -> Result<Response, ModelError>? {
        try await inner.storedReply(to: call)
    }

    func note(_ attempt: Attempt, of call: Call) {
        meter.sent(attempt, of: call)
        inner.note(attempt, of: call)
    }

    func keep(_ reply: Result<Response, ModelError>, to call: Call) async throws(JournalFailure) {
        meter.charge(reply, to: call)
        try await inner.keep(reply, to: call)
    }

    var takesNewCalls: Bool { inner.takesNewCalls }

    func waitUntilCallsAreTaken() async -> Bool { await inner.waitUntilCallsAreTaken() }

    /// What its record set aside is for one attempt at the call, and a reply without an answer has been paid for.
    func mayRepeat(after attempt: Attempt) -> Bool {
        inner.mayRepeat(after: attempt) && (!attempt.isReplyWithoutAnswer || meter.allowance.holds)
    }
}
