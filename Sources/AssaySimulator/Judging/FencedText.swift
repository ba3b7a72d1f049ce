import AssayCore

/// A text between boundaries that are its own digest: no text can hold a fence that fits it.
struct FencedText: Sendable, Hashable {
    /// The text.
    let text: String
    /// The lines of the whole that it takes up, its fences included.
    let lines: Range<Int>

    /// The last such text in a whole; nil where there is none.
    init?(lastIn whole: String) {
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        for start in lines.indices.reversed() {
            guard let boundary = Self.boundary(of: lines[start], " begins ") else { continue }
            for end in lines[start...].indices.dropFirst() where Self.boundary(of: lines[end], " ends ") == boundary {
                let inner = lines[(start + 1)..<end].joined(separator: "\n")
                guard Digest(of: inner).boundary == boundary else { continue }
                text = inner
                self.lines = start..<(end + 1)
                return
            }
        }
        return nil
    }

    /// The boundary in a line that opens or closes evidence.
    private static func boundary(of line: Substring, _ word: String) -> Substring? {
        guard line.hasPrefix("--- evidence "), let found = line.firstRange(of: word) else { return nil }
        return line[found.upperBound...].split(separator: " ").first
    }
}
