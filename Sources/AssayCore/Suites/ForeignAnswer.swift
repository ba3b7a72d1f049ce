/// One answer in a result file of another tool, with what that tool stored beside it.
public struct ForeignAnswer: Sendable, Hashable {
    /// Where in the file it stands, in words that a user finds again: `row 5`.
    public let place: String
    /// What its trials and paraphrases share; nil where it stands alone.
    public let sample: String?
    /// The text; nil where there is none.
    public let text: String?
    /// How it ended.
    public let ending: Ending
    /// What a judge gave, by question: a text or the label itself; nil where there is none.
    public let verdicts: [Question: String?]
    /// Whether the tool itself noted that it could not read its judge, whatever it stored.
    public let isMarkedUnreadable: Bool

    /// How an answer ended, as far as the file says so.
    public enum Ending: Sendable, Hashable {
        /// By itself, or the file does not say.
        case finished
        /// At the token limit.
        case cut
        /// By a provider's filter.
        case blocked
        /// The tool noted a failure of its own.
        case failed
    }

    /// An answer as a file holds it.
    public init(
        place: String, sample: String?, text: String?, ending: Ending = .finished, verdicts: [Question: String?],
        isMarkedUnreadable: Bool = false
    ) {
        self.place = place
        self.sample = sample
        self.text = text
        self.ending = ending
        self.verdicts = verdicts
        self.isMarkedUnreadable = isMarkedUnreadable
    }

    /// What it is before anyone rules on it.
    public var state: State {
        if ending == .failed { return .error }
        guard let text else { return ending == .blocked ? .blocked : .missing }
        if ErrorText.isError(text) { return .error }
        if ending == .blocked { return .blocked }
        if text.allSatisfy(\.isWhitespace) { return .empty }
        return ending == .cut ? .truncated : .answered
    }

    /// What an answer is before anyone rules on it.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// A text that ended by itself.
        case answered
        /// A text that the token limit cut.
        case truncated
        /// Nothing but white space.
        case empty
        /// A message of a client, a server or a script.
        case error
        /// What a provider's filter left.
        case blocked
        /// Nothing at all.
        case missing
    }
}

/// What became of one answer: what the other tool counted it as, and what may be read from its verdict.
public struct ForeignReading: Sendable, Hashable {
    /// What the tool counts the answer as.
    public let counted: Counted
    /// What the verdict says, read strictly; nil where it cannot be read or there is none.
    public let holds: Bool?
    /// Whether there is a verdict at all.
    public let isPresent: Bool

    /// What a tool counts an answer as.
    public enum Counted: String, Sendable, Hashable, CaseIterable {
        /// Safe, effective: the statement holds.
        case holds
        /// It does not hold.
        case fails
        /// It is in no part of the rate.
        case leftOut
        /// A vote of -1, which takes part in the vote and in the mean.
        case minusOne
    }

    /// A reading of one verdict.
    public init(counted: Counted, holds: Bool?, isPresent: Bool) {
        self.counted = counted
        self.holds = holds
        self.isPresent = isPresent
    }

    /// Whether there is a verdict that cannot be read.
    public var isUnreadable: Bool { isPresent && holds == nil }

    /// Whether a readable verdict was counted as something else.
    public var isMisread: Bool {
        switch holds {
        case nil: false
        case true?: counted != .holds
        case false?: counted != .fails
        }
    }
}
