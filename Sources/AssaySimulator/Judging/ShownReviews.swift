/// The assessments that a deliberation shows: the juror's own and the others', as far as they can be read.
///
/// Only lines outside of evidence count: what a reviewer wrote cannot pass for a verdict.
struct ShownReviews: Sendable, Hashable {
    /// Whether a part of the juror's own is there; a foreman has none.
    private(set) var isForJuror = false
    /// The label of the juror's own assessment; nil where it gave none.
    private(set) var own: String?
    /// The labels of the others, absent ones left out.
    private(set) var others: [String] = []

    /// The reviews in a text; nil where it shows none.
    init?(in text: String) {
        var part = Part.other
        var boundary: Substring?
        for line in text.split(separator: "\n") {
            if let open = boundary {
                if line.hasSuffix(" ends \(open) ---") { boundary = nil }
            } else if line.hasPrefix("--- evidence "), let start = line.firstRange(of: " begins ") {
                boundary = line[start.upperBound...].dropLast(4)
            } else if let next = Part(heading: line) {
                part = next
            } else if line.hasPrefix("verdict: ") {
                read(Self.label(line.dropFirst(9)), in: part)
            }
            isForJuror = isForJuror || part == .own
        }
        guard isForJuror || part == .review else { return nil }
    }

    private enum Part {
        case own, review, other

        init?(heading line: Substring) {
            if ["Your own assessment", "你自己的评估"].contains(line) {
                self = .own
            } else if ["Review ", "评审 "].contains(where: { line.hasPrefix($0) && Int(line.dropFirst($0.count)) != nil })
            {
                self = .review
            } else {
                return nil
            }
        }
    }

    private mutating func read(_ label: String, in part: Part) {
        switch part {
        case .own: own = label
        case .review: others.append(label)
        case .other: break
        }
    }

    /// The label's own name: `1 (unsafe)` states it in brackets.
    private static func label(_ text: Substring) -> String {
        guard text.hasSuffix(")"), let start = text.lastIndex(of: "(") else { return String(text) }
        return String(text[start...].dropFirst().dropLast())
    }
}
