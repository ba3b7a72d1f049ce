/// A document cut into passages, which are shown, and these into windows, by which they are found.
///
/// A window is short because BM25 weighs a term by the length of what it stands in: what a long text says in one
/// sentence is then found as if the sentence stood alone. A passage is longer because the sentence needs its
/// surroundings to be understood.
struct DocumentText {
    /// The most characters of a passage.
    static let longestPassage = 600
    /// The most characters of a window.
    static let longestWindow = 200
    /// A sentence up to so long stands at the end of one window and at the beginning of the next; twice that of passages.
    static let longestOverlap = 50
    /// The most characters of a first line that is taken for the document's heading.
    static let longestHeading = 60

    /// A piece of a document as it is shown.
    struct Part: Equatable {
        let text: String
        /// The texts by which it is found, each a part of it.
        let windows: [String]
    }

    /// In the order of the document.
    let parts: [Part]
    /// The first line where it is short and something follows it; empty otherwise.
    let heading: String

    init(_ text: String) {
        let sentences = Self.sentences(of: text)
        parts = Self.grouped(sentences, atMost: Self.longestPassage, overlap: 2 * Self.longestOverlap)
            .map { group in
                let windows = Self.grouped(group, atMost: Self.longestWindow, overlap: Self.longestOverlap)
                return Part(text: Self.joined(group), windows: windows.map(Self.joined))
            }
        let first = sentences.prefix { !$0.endsLine }.count + 1
        let line = Self.joined(sentences.prefix(first)).drop { $0 == "#" || $0.isWhitespace }
        heading = first < sentences.count && line.count <= Self.longestHeading ? String(line) : ""
    }

    private struct Sentence {
        let text: Substring
        let length: Int
        let endsLine: Bool
    }

    /// Sentences with the signs that end them; one without an end is cut where a window is full.
    private static func sentences(of text: String) -> [Sentence] {
        var sentences: [Sentence] = []
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        var length = 0
        func close(at end: String.Index, endsLine: Bool) {
            let piece = text[start..<end]
            if piece.contains(where: { !$0.isWhitespace }) {
                sentences.append(Sentence(text: piece, length: length, endsLine: endsLine))
            } else if endsLine, let last = sentences.popLast() {
                sentences.append(Sentence(text: last.text, length: last.length, endsLine: true))
            }
            (start, length) = (end, 0)
        }
        var place = start
        var before: Unicode.Scalar = " "
        while place < scalars.endIndex {
            let scalar = scalars[place]
            let next = scalars.index(after: place)
            length += 1
            let endsLatin = (scalar == " " || scalar == "\t") && [".", "?", "!", ";"].contains(before)
            if scalar == "\n" || scalar == "\r" {
                close(at: next, endsLine: true)
            } else if endsLatin || ends.contains(scalar) || length >= longestWindow {
                close(at: next, endsLine: false)
            }
            (place, before) = (next, scalar)
        }
        close(at: scalars.endIndex, endsLine: true)
        return sentences
    }

    private static let ends: Set<Unicode.Scalar> = ["。", "！", "？", "；", "…"]

    /// Sentences in groups that are as long as they may be; a group ends with a line where that leaves it half full.
    private static func grouped(_ sentences: [Sentence], atMost most: Int, overlap: Int) -> [[Sentence]] {
        var groups: [[Sentence]] = []
        var group: [Sentence] = []
        var length = 0
        /// How many at the beginning of the group are the end of the one before.
        var repeated = 0
        for sentence in sentences {
            while length + sentence.length > most, group.count > repeated {
                let end = end(of: group, half: most / 2, after: repeated)
                groups.append(Array(group[..<end]))
                let isShared = group[end - 1].length <= overlap && !group[end - 1].endsLine && end > 1
                group = Array(group[(isShared ? end - 1 : end)...])
                repeated = isShared ? 1 : 0
                length = group.reduce(0) { $0 + $1.length }
            }
            if length + sentence.length > most {
                (group, length, repeated) = ([], 0, 0)
            }
            group.append(sentence)
            length += sentence.length
        }
        if group.count > repeated { groups.append(group) }
        return groups
    }

    private static func end(of group: [Sentence], half: Int, after repeated: Int) -> Int {
        var length = 0
        var end = group.count
        for (place, sentence) in group.enumerated() {
            length += sentence.length
            if sentence.endsLine, length >= half, place >= repeated { end = place + 1 }
        }
        return end
    }

    private static func joined(_ sentences: some Sequence<Sentence>) -> String {
        var text = ""
        for sentence in sentences { text += sentence.text }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
