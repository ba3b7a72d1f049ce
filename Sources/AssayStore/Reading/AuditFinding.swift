/// One way in which a run file does not add up.
public struct AuditFinding: Sendable, Hashable, CustomStringConvertible {
    /// What was checked, in a word: `integrity`, `record`, `reply`.
    public let check: String
    /// What was found, how often, and where, in one line.
    public let description: String

    /// A finding in one line.
    init(_ check: String, _ description: String) {
        self.check = check
        self.description = description
    }

    /// A finding with some of the places where it was made.
    init(_ check: String, _ problem: String, at places: [String]) {
        let named = places.prefix(3).joined(separator: ", ")
        self.init(check, "\(problem): \(places.count) (\(named)\(places.count > 3 ? ", ..." : ""))")
    }
}
