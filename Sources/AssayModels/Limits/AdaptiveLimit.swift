/// How many calls an endpoint is sent at once: learned from what it serves and what it refuses, as a pure state machine.
///
/// It doubles with each round of calls until the first refusal, which halves it. From then on the level at which calls
/// were refused is known: the limit goes back near it at once, feels its way on slowly, and past it ever faster, as
/// CUBIC does. A refusal near the known level takes a fifth away; one far below it, or one while nothing is served, half.
/// See docs/decisions/0019-retries-and-adaptive-limits.md for what was measured.
struct AdaptiveLimit: Sendable, Hashable {
    /// A call that is on its way: what the limit was like when it started.
    struct Ticket: Sendable, Hashable {
        fileprivate let round: Int
        fileprivate let level: Int
    }

    /// What a call's end says about the endpoint.
    enum Ending: Sendable, Hashable, CaseIterable {
        /// It dealt with the call.
        case served
        /// It refused the call for its rate or its load.
        case refused
        /// Neither: nothing was sent, or the exchange broke.
        case unknown
    }

    /// The most calls at once.
    let ceiling: Int
    /// Calls that are on their way.
    private(set) var inFlight = 0
    private var size: Double
    /// How many calls were in flight when one was last refused.
    private var refusedAt: Double?
    /// Counts the cuts; what was sent before a cut does not cut again.
    private var round = 0
    private var hasServedSinceCut = true

    /// A limit that begins at `start`, at least 1, and never passes `ceiling`.
    init(start: Int, ceiling: Int) {
        precondition(start >= 1 && ceiling >= start, "a limit begins between 1 and its ceiling")
        self.ceiling = ceiling
        size = Double(start)
    }

    /// Calls that may be on their way at once, at least 1.
    var limit: Int { Int(size) }

    /// A call goes on its way.
    mutating func started() -> Ticket {
        inFlight += 1
        return Ticket(round: round, level: inFlight)
    }

    /// A call has come to its end.
    mutating func ended(_ ticket: Ticket, _ ending: Ending) {
        // A limit that is not used shows nothing about a higher one.
        let isUsed = inFlight * 4 >= limit * 3
        inFlight -= 1
        switch ending {
        case .served:
            hasServedSinceCut = true
            if isUsed { grow() }
        case .refused where ticket.round == round: cut(at: Double(ticket.level))
        case .refused, .unknown: break
        }
    }

    /// One call's part of a round's growth.
    private mutating func grow() {
        guard let known = refusedAt else { return size = min(Double(ceiling), size + 1) }
        let near = known * 0.9
        if size < near {
            size = min(near, size + 1)
        } else {
            let round = max(0.5, known / 100, size - known)
            size = size + round / size
        }
        size = min(Double(ceiling), max(1, size))
    }

    private mutating func cut(at level: Double) {
        let isNear = refusedAt.map { level >= $0 * 0.8 } ?? false
        size = max(1, min(size, level) * (isNear && hasServedSinceCut ? 0.8 : 0.5))
        refusedAt = level
        round += 1
        hasServedSinceCut = false
    }
}
