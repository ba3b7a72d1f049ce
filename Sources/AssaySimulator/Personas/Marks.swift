/// The label names that a simulated answer carries, so that the simulated judge can rule on it.
enum Marks {
    private static let opening = "[marks: "

    /// The marks as they stand in an answer.
    static func written(_ names: [String]) -> String {
        "\(opening)\(names.joined(separator: " "))]"
    }

    /// The names of the last marks in a text; nil where it has none.
    static func last(in text: String) -> [String]? {
        var found: [String]?
        var rest = text[...]
        while let start = rest.firstRange(of: opening) {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "]") else { break }
            found = rest[..<end].split(separator: " ").map(String.init)
        }
        return found
    }
}
