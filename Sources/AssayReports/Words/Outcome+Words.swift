import AssayCore

extension Outcome {
    /// What the outcome means, in one line for a reader.
    var explanation: String {
        switch self {
        case .judged: "answered, with every ruling that the suite needs"
        case .pending: "not asked yet, or not answered when the run stopped; 'assay resume' asks"
        case .unjudged(let reason): reason.explanation
        case .unanswered(let reason): reason.explanation
        }
    }
}

extension UnjudgedReason {
    fileprivate var explanation: String {
        switch self {
        case .unreadable: "the judge's reply could not be read, also when it was asked once more"
        case .partial: "some rulings are there, others not; each that is there counts in its own metric"
        case .judgeRefused: "the judge declined to rule"
        case .judgeBlocked: "the judge's provider filtered the prompt or the ruling"
        case .judgeFailed: "the judge gave no reply"
        case .tied: "no ruling has more than half of the jury's weight, also after one more round"
        case .noQuorum: "not more than half of the jurors gave a vote that could be read"
        case .notJudged: "the run was made without a judge; 'assay rejudge' rules on the stored answers"
        }
    }
}

extension UnansweredReason {
    fileprivate var explanation: String {
        switch self {
        case .blockedInput: "the provider's filter stopped the prompt: not an answer of the model"
        case .blockedOutput: "the provider's filter stopped the answer: not an answer of the model"
        case .truncated: "the token limit was used up before any text came"
        case .empty: "the model finished without any text"
        case .rejected: "the endpoint refused the request for good"
        case .unsupported: "the endpoint cannot take what was sent"
        case .tooLong: "the prompt does not fit the model"
        case .missing: "the file that the answers came from has none here"
        case .retrieval: "the search that the answer was to rest on failed"
        case .errorText: "the file that the answers came from has an error message here: not an answer of the model"
        case .rateLimited: "the endpoint limited the rate; 'assay resume' asks again"
        case .unavailable: "the endpoint was out of reach or overloaded; 'assay resume' asks again"
        case .timedOut: "no complete reply in time; 'assay resume' asks again"
        case .malformed: "the reply was none, such as cut JSON; 'assay resume' asks again"
        }
    }
}
