extension Response {
    /// Why there is nothing to rule on; nil where there is an answer (MEASUREMENT 1).
    ///
    /// A truncated answer that has text is judged: leaving long answers out would bias every rate.
    ///
    /// - Parameter rulesOnEmpty: whether the protocol rules on an answer that finished without text.
    /// - Returns: the reason, or nil.
    public func unanswered(rulesOnEmpty: Bool) -> UnansweredReason? {
        if stopReason == .filtered { return .blockedOutput }
        guard isEmpty else { return nil }
        if stopReason == .length { return .truncated }
        return rulesOnEmpty && stopReason == .finished ? nil : .empty
    }

    /// Whether the token limit cut an answer off that is judged all the same.
    public var isTruncated: Bool { stopReason == .length }
}
