import ArgumentParser
import AssayCore

/// How the stored votes of a jury are reduced again, without a call.
enum JuryRule: ExpressibleByArgument, Equatable {
    /// The majority of the last votes, as the jury deliberated.
    case majority
    /// The majority of the first votes: no deliberation.
    case firstVotes
    /// The smallest majority first, the rest only where it does not agree.
    case sequential
    /// A deliberation that ends as soon as all agree.
    case stopWhenUnanimous
    /// The first vote of one juror alone.
    case juror(Int)

    init?(argument: String) {
        switch argument {
        case "majority": self = .majority
        case "first-votes": self = .firstVotes
        case "sequential": self = .sequential
        case "stop-when-unanimous": self = .stopWhenUnanimous
        default:
            guard argument.hasPrefix("juror-"), let seat = Int(argument.dropFirst("juror-".count)), seat > 0 else {
                return nil
            }
            self = .juror(seat)
        }
    }

    static let allValueStrings = ["majority", "first-votes", "sequential", "stop-when-unanimous", "juror-K"]

    /// The plan of a jury under this rule; what the rule does not speak of stays.
    ///
    /// - Throws: `CommandFault` where the jury has no such juror.
    func applied(to plan: JuryPlan) throws -> JuryPlan {
        var plan = plan
        plan.reduction = .majority
        switch self {
        case .majority: break
        case .firstVotes: (plan.rounds, plan.isSequential) = (0, false)
        case .sequential: plan.isSequential = true
        case .stopWhenUnanimous: plan.stopsWhenUnanimous = true
        case .juror(let seat):
            guard seat <= plan.seats.count else {
                throw CommandFault("--rule juror-\(seat): the jury has \(plan.seats.count) jurors; name one of them")
            }
            plan.reduction = .juror(seat)
        }
        return plan
    }
}
