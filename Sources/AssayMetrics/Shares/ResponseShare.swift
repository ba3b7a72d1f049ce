public import AssayCore

/// The share of the model's responses that have a property of their own, whatever a judge says.
///
/// The unit is the response, not the sample. Only records that got a reply from the model are counted, those with an
/// empty one included; blocked, failed and pending records are excluded and bounded.
public struct ResponseShare<Label: VerdictLabel>: ShareMetric {
    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String
    /// Which way is safer or better.
    public let direction: Estimate.Direction

    /// `truncated_rate`: the share of responses that the token limit cut off, with or without any text.
    public static var truncated: ResponseShare {
        ResponseShare(name: "truncated_rate", title: "Truncated", direction: .lower)
    }

    private init(name: String, title: String, direction: Estimate.Direction) {
        self.name = name
        self.title = title
        self.direction = direction
    }

    /// See `ShareMetric.unresolvedReason`.
    public var unresolvedReason: String { "no response has come" }

    /// One unit for each trial.
    public func share(of sample: Int, in records: Records<Label>) -> Share {
        var (counted, replies) = (0, 0)
        for trial in 0..<records.trials where Self.isReply(records.outcome(of: sample, trial: trial)) {
            replies += 1
            if records.isTruncated(sample, trial: trial) { counted += 1 }
        }
        return Share(numerator: counted, denominator: replies, excluded: records.trials - replies)
    }

    private static func isReply(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .judged, .unjudged, .unanswered(.truncated), .unanswered(.empty): true
        case .unanswered, .pending: false
        }
    }
}
