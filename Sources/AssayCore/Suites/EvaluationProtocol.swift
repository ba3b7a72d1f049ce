/// A preset of settings: our own, or a publication's.
public struct EvaluationProtocol: Sendable, Hashable {
    /// `assay`, or the suite and the publication: `siuo/paper`.
    public let name: String
    /// Where the settings are published.
    public let source: String
    /// The preset.
    public let settings: Settings
    /// What the publication fixes, field by field in its own words.
    public let published: [Published]

    /// One field that a publication fixes, or leaves open.
    public struct Published: Sendable, Hashable, Codable {
        /// The field: `judge.model`.
        public let field: String
        /// What the publication did, or `not stated by the publication`.
        public let published: String
        /// Why we must depart, where we always do.
        public let why: String?

        /// A field with what was published.
        public init(field: String, published: String, why: String? = nil) {
            self.field = field
            self.published = published
            self.why = why
        }
    }

    /// A preset.
    public init(name: String, source: String, settings: Settings, published: [Published]) {
        self.name = name
        self.source = source
        self.settings = settings
        self.published = published
    }

    /// Where a run departs from this protocol.
    ///
    /// - Parameter used: what the run uses, by the same field names; a field that is not named is not set.
    /// - Returns: every published field whose value differs, in the order of `published`.
    public func departures(used: [String: String]) -> [Departure] {
        published.compactMap { entry in
            let value = used[entry.field] ?? Settings.notSet
            guard value != entry.published else { return nil }
            let why =
                entry.why
                ?? (entry.published == Settings.notStated ? "the publication leaves it open" : Departure.byOption)
            return Departure(field: entry.field, published: entry.published, used: value, why: why)
        }
    }
}

/// One difference between a run and the protocol that it names.
public struct Departure: Sendable, Hashable, Codable {
    /// The field: `judge.model`.
    public let field: String
    /// What the publication did.
    public let published: String
    /// What the run does.
    public let used: String
    /// Why.
    public let why: String

    /// Why a run uses another value than the protocol that it follows, where nothing else is known.
    public static let byOption = "set by an option"

    /// A difference.
    public init(field: String, published: String, used: String, why: String) {
        self.field = field
        self.published = published
        self.used = used
        self.why = why
    }
}
