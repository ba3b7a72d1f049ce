import AssayCore

/// The tokens of a reply beside the text of its answer: which of them holds what.
///
/// Tokens need not join to the text: a reply may begin with reasoning that is no part of the answer, end in a sign for the
/// end, or hold characters that lie in several tokens and have no text of their own. A token is found where, white space
/// at both ends aside,
///
/// 1. all tokens together are the text; else
/// 2. the tokens from the first to that one are the start of the text, unless the reply holds reasoning; or
/// 3. the tokens from that one to the last are its end, where up to three at the end that are empty or stand in angle
///    brackets (`<|im_end|>`) may be left out.
///
/// Where 2 and 3 find different tokens, or none, there is none: it is never guessed.
struct TokenText {
    private let joined: [UInt8]
    /// Where each token begins, and where the last one ends.
    private let starts: [Int]
    private let text: [UInt8]
    /// White space before the text that is left aside.
    private let lead: Int
    private let hasReasoning: Bool
    /// Where the joined tokens without white space at both ends begin and end.
    private let inner: Range<Int>
    /// Ends of what is joined where tokens that mark an end are left out, the whole first.
    private let ends: [Int]

    init(_ tokens: [TokenLogprob], of answer: String, hasReasoning: Bool) {
        var (joined, starts): ([UInt8], [Int]) = ([], [0])
        for token in tokens {
            if let bytes = token.bytes { joined += bytes } else { joined += token.token.utf8 }
            starts.append(joined.count)
        }
        let bytes = Array(answer.utf8)
        let core = Self.trimmed(bytes, to: bytes.count)
        (self.joined, self.starts, self.hasReasoning) = (joined, starts, hasReasoning)
        text = Array(bytes[core])
        lead = core.lowerBound
        inner = Self.trimmed(joined, to: joined.count)
        var ends = [inner.upperBound]
        for (index, token) in tokens.enumerated().reversed().prefix(3) {
            let name = token.token
            guard name.isEmpty || (name.hasPrefix("<") && name.hasSuffix(">")) else { break }
            ends.append(Self.trimmed(joined, to: starts[index]).upperBound)
        }
        self.ends = ends
    }

    private static func trimmed(_ bytes: [UInt8], to end: Int) -> Range<Int> {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        var range = 0..<end
        while let first = range.first, isSpace(bytes[first]) { range.removeFirst() }
        while let last = range.last, isSpace(bytes[last]) { range.removeLast() }
        return range
    }

    /// The token that holds the whole of some bytes of the answer; nil where none can be told.
    func token(holding bytes: Range<Int>) -> Int? {
        let wanted = bytes.lowerBound - lead..<bytes.upperBound - lead
        guard wanted.lowerBound >= 0, wanted.upperBound <= text.count else { return nil }
        if isWhole { return token(at: wanted, shiftedBy: inner.lowerBound) }
        var found = Set(ends.compactMap { fromEnd(wanted, end: $0) })
        if !hasReasoning, let start = fromStart(wanted) { found.insert(start) }
        return found.count == 1 ? found.first : nil
    }

    /// The token with which the answer begins; nil where the reply holds reasoning and its end cannot be told.
    var first: Int? {
        guard starts.count > 1 else { return nil }
        guard hasReasoning, !isWhole else { return 0 }
        let places = Set(
            ends.compactMap { end in
                matches(end - text.count..<end, from: 0) ? token(at: 0..<1, shiftedBy: end - text.count) : nil
            })
        return places.count == 1 ? places.first : nil
    }

    private var isWhole: Bool { inner.count == text.count && matches(inner, from: 0) }

    private func fromStart(_ wanted: Range<Int>) -> Int? {
        guard let token = token(at: wanted, shiftedBy: inner.lowerBound) else { return nil }
        let end = min(starts[token + 1], inner.upperBound)
        return matches(inner.lowerBound..<end, from: 0) ? token : nil
    }

    private func fromEnd(_ wanted: Range<Int>, end: Int) -> Int? {
        let shift = end - text.count
        guard let token = token(at: wanted, shiftedBy: shift) else { return nil }
        // What the token holds before the text may be white space alone.
        let start = max(starts[token], shift)
        guard joined[starts[token]..<start].allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else { return nil }
        return matches(start..<end, from: start - shift) ? token : nil
    }

    /// Whether a stretch of the joined tokens is the text from a place on.
    private func matches(_ stretch: Range<Int>, from place: Int) -> Bool {
        guard stretch.lowerBound >= 0, place + stretch.count <= text.count else { return false }
        return joined[stretch].elementsEqual(text[place..<place + stretch.count])
    }

    private func token(at wanted: Range<Int>, shiftedBy shift: Int) -> Int? {
        let (low, high) = (wanted.lowerBound + shift, wanted.upperBound + shift)
        guard low >= 0, high <= joined.count else { return nil }
        guard let next = starts.firstIndex(where: { $0 > low }) else { return nil }
        return high <= starts[next] ? next - 1 : nil
    }
}
