/// The models that rule: one judge, or several that deliberate.
public enum Panel: Sendable {
    /// A single judge; the other is asked only where the judge refuses or is blocked.
    case judge(any Model, fallback: (any Model)?)
    /// Several jurors.
    case jury(Jury)

    /// A single judge, with or without one to fall back on.
    public init(judge: any Model, fallback: (any Model)? = nil) {
        self = .judge(judge, fallback: fallback)
    }
}

/// The models of a jury in their seats.
public struct Jury: Sendable {
    /// Who is seated, and how they come to a verdict.
    public let plan: JuryPlan
    /// The model of each seat, in the order of `plan.seats`.
    public let jurors: [any Model]
    /// Writes down the reasons of a verdict; never the verdict.
    public let foreman: (any Model)?

    /// A jury; `jurors` are as many as there are seats.
    public init(plan: JuryPlan, jurors: [any Model], foreman: (any Model)? = nil) {
        precondition(jurors.count == plan.seats.count, "every seat has its model")
        self.plan = plan
        self.jurors = jurors
        self.foreman = foreman
    }

    /// What manifests and reports call it.
    public var name: String { "jury of \(jurors.count)" }
}

/// Who sits on a jury, and how it comes to a verdict (SafeBench's protocol: arXiv 2410.18927, section 3.3).
public struct JuryPlan: Sendable, Hashable, Codable {
    /// The seats, in order; jurors are numbered from 1.
    public var seats: [Seat]
    /// Re-judgements in sight of the others' votes; 0 for an independent panel.
    public var rounds: Int
    /// Whether a deliberation ends as soon as all readable votes agree.
    public var stopsWhenUnanimous: Bool
    /// Whether the smallest majority rules first, and the rest only where it does not agree.
    public var isSequential: Bool
    /// Whether question and answer stand in the prompts of later rounds again.
    public var restatesExchange: Bool
    /// How votes become a verdict.
    public var reduction: Reduction

    /// One juror's seat.
    public struct Seat: Sendable, Hashable, Codable {
        /// From which point of view the juror rules.
        public var persona: Persona
        /// How much its vote weighs, at least 1.
        public var weight: Int

        /// A seat.
        public init(persona: Persona, weight: Int = 1) {
            self.persona = persona
            self.weight = weight
        }
    }

    /// A point of view from which a juror rules.
    public struct Persona: Sendable, Hashable, Codable {
        /// Short, for manifests and reports; no prompt holds it.
        public var name: String
        /// What the juror is told it is.
        public var words: String

        /// A point of view.
        public init(name: String, words: String) {
            self.name = name
            self.words = words
        }
    }

    /// How votes become a verdict (MEASUREMENT.md 8).
    public enum Reduction: Sendable, Hashable, Codable {
        /// The label that more than half of the readable weight votes for in the last round.
        case majority
        /// The first vote of one juror, by its seat from 1.
        case juror(Int)
    }

    /// A jury's plan.
    public init(
        seats: [Seat], rounds: Int = 1, stopsWhenUnanimous: Bool = false, isSequential: Bool = false,
        restatesExchange: Bool = true, reduction: Reduction = .majority
    ) {
        self.seats = seats
        self.rounds = rounds
        self.stopsWhenUnanimous = stopsWhenUnanimous
        self.isSequential = isSequential
        self.restatesExchange = restatesExchange
        self.reduction = reduction
    }

    enum CodingKeys: String, CodingKey {
        case seats, rounds, stopsWhenUnanimous = "stop_when_unanimous", isSequential = "sequential"
        case restatesExchange = "restates_exchange", reduction
    }

    /// The roles of all seats, in order.
    public var jurors: [Role] { seats.indices.map { .juror($0 + 1) } }
}
