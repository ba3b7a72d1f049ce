import AssayCore

/// Where a jury stands on one question, free of any asking: who is asked next, and what comes of it.
struct Deliberation<Label: VerdictLabel>: Sendable {
    /// What is to be done.
    enum Step: Sendable, Hashable {
        /// Ask these jurors; their seats count from 1.
        case ask([Int], round: Int)
        /// The verdict stands.
        case rule
    }

    /// What a juror gave in a round.
    struct Answer: Sendable {
        let juror: Int
        let assessment: Assessment<Label>
        let reasoning: String

        /// Whether stored replies are read and there is none.
        var isMissing: Bool { assessment.ruling == .unresolved(.notJudged, isResumable: false) }
    }

    /// What stands of a juror after a round.
    struct Stance: Sendable, Hashable {
        let vote: Vote<Label>
        /// The reasons that it gave for the vote; empty where it gave none.
        let reasoning: String
        /// Whether it failed in this round in such a way that a resumed run asks it again.
        var isResumable = false
    }

    private let question: Question
    private let plan: JuryPlan
    private let consensus: Consensus
    private var asked = 0
    private var isBroken = false
    /// By seat, one for each round; jurors that were not asked are in none.
    private var rounds: [[Int: Stance]] = []

    /// Nobody has been asked.
    init(on question: Question, by plan: JuryPlan) {
        self.question = question
        self.plan = plan
        consensus = Consensus(plan)
    }

    /// What is to be done next.
    var next: Step {
        guard !rounds.isEmpty else { return .ask(Array(1...firstSeats), round: 0) }
        if asked < plan.seats.count, !firstSeatsAgree { return .ask(Array((asked + 1)...plan.seats.count), round: 0) }
        guard !isSettled, mayJudgeAgain else { return .rule }
        return .ask(Array(1...plan.seats.count), round: rounds.count)
    }

    /// What stands after the last round, by seat.
    var stances: [Int: Stance] { rounds.last ?? [:] }

    /// The number of the last round; 0 for the first judgement.
    var lastRound: Int { max(0, rounds.count - 1) }

    /// Every vote, in the order of rounds and seats.
    var votes: [Vote<Label>] {
        rounds.flatMap { round in round.sorted { $0.key < $1.key }.map(\.value.vote) }
    }

    /// How many are asked first: all, or in a sequential jury the smallest majority.
    private var firstSeats: Int { plan.isSequential ? consensus.smallestMajority : plan.seats.count }

    /// Whether those that were asked first all give the same readable label.
    private var firstSeatsAgree: Bool { readable.count == asked && areUnanimous }

    /// Whether another round could change nothing, or is not wished for.
    private var isSettled: Bool {
        isBroken || asked < plan.seats.count || readable.isEmpty
            || plan.stopsWhenUnanimous && areUnanimous && consensus.isQuorum(readable.count)
    }

    /// As many rounds as are planned, and one more for a tie where there is deliberation at all.
    private var mayJudgeAgain: Bool {
        let next = rounds.count
        return next <= plan.rounds || next == plan.rounds + 1 && plan.rounds > 0 && majority == .tied
    }

    private var readable: [(juror: Int, label: Label)] {
        stances.values.compactMap { stance in stance.vote.ruling.label.map { (stance.vote.juror, $0) } }
    }

    /// Whether all readable votes agree; there is at least one.
    private var areUnanimous: Bool { Set(readable.map(\.label)).count == 1 }

    private var majority: Consensus.Majority<Label> { consensus.majority(of: readable) }
}

extension Deliberation {
    /// Takes in what a round brought.
    ///
    /// Jurors without a stored reply, where stored replies are read again, were never asked. A round in which that is so
    /// of all of them did not take place.
    mutating func take(_ answers: [Answer], round: Int) {
        let given = answers.filter { !$0.isMissing }
        guard round > 0 else {
            asked += answers.count
            let first = given.map { ($0.juror, stance(of: $0, in: 0)) }
            rounds = [stances.merging(first) { _, new in new }]
            return
        }
        guard !given.isEmpty else {
            isBroken = true
            return
        }
        let before = stances
        var after: [Int: Stance] = [:]
        for answer in answers where !answer.isMissing || before[answer.juror]?.vote.ruling.label != nil {
            after[answer.juror] = stance(of: answer, in: round, after: before[answer.juror])
        }
        rounds.append(after)
    }

    /// A readable vote as it is; else the last readable one, carried; else none.
    private func stance(of answer: Answer, in round: Int, after before: Stance? = nil) -> Stance {
        let (assessment, last) = (answer.assessment, before?.vote)
        let isCarried = assessment.ruling.label == nil && last?.ruling.label != nil
        var isResumable = false
        if case .unresolved(_, true) = assessment.ruling { isResumable = true }
        let vote = Vote(
            question: question, juror: answer.juror, round: round,
            ruling: isCarried ? last?.ruling ?? assessment.ruling : assessment.ruling,
            rating: isCarried ? last?.rating : assessment.rating, isCarried: isCarried,
            contradicts: assessment.contradicts)
        return Stance(
            vote: vote, reasoning: isCarried ? before?.reasoning ?? "" : answer.reasoning, isResumable: isResumable)
    }

    /// What the jury rules by its plan's reduction.
    var ruling: Ruling<Label> {
        if case .juror(let seat) = plan.reduction {
            return rounds.first?[seat]?.vote.ruling ?? .unresolved(.notJudged, isResumable: false)
        }
        guard !stances.isEmpty else { return .unresolved(.notJudged, isResumable: false) }
        let isResumable = stances.values.contains(where: \.isResumable)
        return switch majority {
        case .label(let label): .label(label)
        case .tied: .unresolved(.tied, isResumable: isResumable)
        case .noQuorum: .unresolved(.noQuorum, isResumable: isResumable)
        }
    }

    /// The rating that goes with a label; nil without one.
    var rating: Int? {
        if case .juror(let seat) = plan.reduction { return rounds.first?[seat]?.vote.rating }
        guard ruling.label != nil else { return nil }
        return consensus.rating(of: votes(ofRound: lastRound))
    }

    private func votes(ofRound round: Int) -> [(juror: Int, rating: Int)] {
        rounds[round].values.compactMap { stance in stance.vote.rating.map { (stance.vote.juror, $0) } }
    }
}
