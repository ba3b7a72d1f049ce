/// A benchmark's tree of categories in three levels, in the order of its publication.
public struct Taxonomy: Sendable, Hashable {
    /// Whose it is: `usb`.
    public let name: String
    /// The leaves, in order.
    public let categories: [Category]

    /// A leaf with all that stands above it.
    public struct Category: Sendable, Hashable {
        /// The widest heading.
        public let level1: String
        /// The heading below it.
        public let level2: String
        /// Its own name, at the third level.
        public let name: String

        /// A leaf by its path.
        public init(level1: String, level2: String, name: String) {
            self.level1 = level1
            self.level2 = level2
            self.name = name
        }

        /// The whole path, joined by hyphens: unique, and the same over releases.
        public var key: String { "\(level1)-\(level2)-\(name)" }

        /// What stands above it, for people: `National Safety · Military`.
        public var heading: String { "\(level1) · \(level2)" }
    }

    /// A tree by its leaves; no two have the same path.
    public init(name: String, categories: [Category]) {
        precondition(Set(categories.map(\.key)).count == categories.count, "a path leads to one leaf")
        self.name = name
        self.categories = categories
    }

    /// The widest headings, in order.
    public var level1: [String] { Self.distinct(categories.map(\.level1)) }

    /// The headings of the second level, in order.
    public var level2: [String] { Self.distinct(categories.map(\.level2)) }

    /// The leaf of a path; letters may differ in case, and white space around a name does not count.
    public func category(_ level1: String, _ level2: String, _ name: String) -> Category? {
        let wanted = [level1, level2, name].map(Self.folded)
        return categories.first { [$0.level1, $0.level2, $0.name].map(Self.folded) == wanted }
    }

    /// Every name of any level, each once.
    public var names: [String] { Self.distinct(level1 + level2 + categories.map(\.name)) }

    /// The name of any level that is spelled like this, letters of either case; nil where there is none.
    public func name(like name: String) -> String? {
        let wanted = Self.folded(name)
        return names.first { Self.folded($0) == wanted }
    }

    /// The name of any level that takes the fewest changes of letters to reach.
    public func name(nearestTo name: String) -> String? {
        let wanted = Self.folded(name)
        return names.min { Self.folded($0).changes(to: wanted) < Self.folded($1).changes(to: wanted) }
    }

    private static func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private static func folded(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
