import AssayCore
import Foundation

/// Reads the letter of an answer to a multiple-choice sample strictly: one letter without doubt, or none.
///
/// The text is taken in its compatibility form (NFKC), without emphasis, quotes and LaTeX's `\boxed`. A letter is looked for in
/// three places alone:
///
/// 1. **at the start of the first or of the last line**, where it is the whole line (`B`, `B.`, `(B)`, `Option B`), or is
///    set off from what follows (`(B) text`, `B) text`, `B. text`, `B: text`, `B - text`);
/// 2. **after the words that announce an answer**, at the start of a line or of a sentence: `Answer: B`,
///    `The correct answer is (B).`, `So my final choice is B because ...`, `答案是B`;
/// 3. nowhere else: never within a word, never by looking for a capital in prose.
///
/// A bare letter is a capital: the article "a" is never a letter. Within or before a bracket it may be small. A bare
/// letter after announcing words has to end there, or go on with a stop, a comma, a dash or "because": "the answer is A
/// person" is none. Different letters found, or a letter that another one follows ("A or B", "(A) and (B)"), leave the
/// answer unreadable, and so does a line that begins with one letter and names another in brackets, unless that stands in
/// the option's own text. A letter that was not offered is none. (PROTOCOLS 3.4, item 6, says what the released script did.)
struct LetterReader {
    /// What was offered.
    let offered: ShownOptions

    /// The one letter that can be read.
    func letter(in answer: String) -> ChoiceLabel? {
        let lines = Self.lines(of: answer)
        var found: Set<Character> = []
        var isAnchored = false
        for (index, line) in lines.enumerated() {
            var marks = Self.announced(in: line)
            isAnchored = isAnchored || !marks.isEmpty
            if let (letter, rest) = Self.start(of: line) {
                isAnchored = isAnchored || index == 0 || index == lines.count - 1
                marks.append((letter, withoutOwnText(rest, of: letter)))
                found.formUnion(Self.others(in: marks[marks.count - 1].rest))
            }
            for mark in marks {
                found.insert(mark.letter)
                if Self.goesOnWithAnother(mark.rest) { return nil }
            }
        }
        guard isAnchored, found.count == 1, let letter = found.first else { return nil }
        return offered.letters.first { $0.name == String(letter) }
    }

    private typealias Mark = (letter: Character, rest: Substring)

    /// The lines that hold something, without what only decorates them, and with single spaces.
    private static func lines(of answer: String) -> [Substring] {
        let decoration: Set<Character> = ["*", "_", "`", "\"", "'", "“", "”", "‘", "’", "$"]
        var text = answer.precomposedStringWithCompatibilityMapping
        for command in ["\\boxed", "\\text"] { text = text.replacing(command, with: "") }
        text.removeAll { decoration.contains($0) }
        return text.split(whereSeparator: \.isNewline).compactMap { line in
            // Long runs of spaces would make the patterns below slow.
            let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let bare = words.drop { $0 == " " || "#>-•".contains($0) }
            return bare.isEmpty ? nil : bare
        }
    }

    /// The letter that a line begins with, and what follows it.
    private static func start(of line: Substring) -> Mark? {
        let line = withoutOptionWord(line)
        if let bracketed = bracketed(line) {
            return bracketed.rest.first.map { $0.isLetter || $0.isNumber } == true ? nil : bracketed
        }
        guard let letter = line.first, letter.isASCII, letter.isLetter else { return nil }
        let rest = line.dropFirst()
        if rest.first == ")" || rest.first == "]" {
            let after = rest.dropFirst()
            return after.first.map { $0.isWhitespace || $0.isPunctuation } ?? true ? (upper(letter), after) : nil
        }
        guard letter.isUppercase else { return nil }
        guard let next = rest.first else { return (letter, rest) }
        if next == "." || next == ":" || next == "!" || next == "。" {
            let after = rest.dropFirst()
            return after.first.map(\.isWhitespace) ?? true ? (letter, after) : nil
        }
        let dashed = rest.drop(while: \.isWhitespace)
        let isDash = dashed.first.map { "-–—".contains($0) } ?? false
        return isDash && dashed.dropFirst().first?.isWhitespace == true ? (letter, dashed.dropFirst()) : nil
    }

    /// Every letter that words in a line announce.
    private static func announced(in line: Substring) -> [Mark] {
        // Word by word: a pattern for all of it would be past reading.
        let spaced = String(line).replacing(":", with: " : ").replacing("=", with: " = ")
        let words = spaced.split(separator: " ")
        let starts = words.indices.compactMap { announcement(at: $0, of: words).map { words[$0].startIndex } }
        return (starts + chineseAnnouncements(in: spaced)).compactMap { start in
            let text = withoutOptionWord(spaced[start...])
            if let bracketed = bracketed(text) { return bracketed }
            guard let letter = text.first, letter.isASCII, letter.isUppercase else { return nil }
            let rest = text.dropFirst()
            let isSetOff =
                rest.isEmpty || rest.prefixMatch(of: #/\s*[.,;:!)。]|\s+[-–—]\s|\s+(?:because|since)\b/#) != nil
            return isSetOff || goesOnWithAnother(rest) ? (letter, rest) : nil
        }
    }

    /// The word after an announcement that has its noun at a place; nil where there is none.
    private static func announcement(at place: Int, of words: [Substring]) -> Int? {
        guard ["answer", "option", "choice"].contains(words[place].lowercased()) else { return nil }
        let before = words[..<place].last { !leading.contains($0.lowercased()) }
        guard before.flatMap(\.last).map({ ".!?;,:。".contains($0) }) ?? true else { return nil }
        var after = words[(place + 1)...].prefix(6).map { $0.lowercased() }[...]
        if after.starts(with: ["to", "the", "question"]) || after.starts(with: ["to", "this", "question"]) {
            after = after.dropFirst(3)
        }
        let verbs = [["is"], ["would", "be"], [":"], ["="]]
        guard let verb = verbs.first(where: { after.starts(with: $0) }) else { return nil }
        after = after.dropFirst(verb.count)
        if after.first == ":" { after = after.dropFirst() }
        return after.isEmpty ? nil : place + 1 + after.startIndex
    }

    /// What may stand between the start of a sentence and the noun of an announcement.
    private static let leading: Set<String> = [
        "so", "thus", "therefore", "hence", "overall", "the", "my", "final", "correct", "best", "right",
    ]

    private static func chineseAnnouncements(in text: String) -> [String.Index] {
        text.ranges(of: "答案").compactMap { found in
            let rest = text[found.upperBound...].drop { $0 == " " }
            guard let verb = rest.first, "是为:".contains(verb) else { return nil }
            return rest.dropFirst().drop { $0 == " " || $0 == ":" }.startIndex
        }
    }

    /// A letter in brackets at the start, small or capital.
    private static func bracketed(_ text: Substring) -> Mark? {
        guard let match = text.prefixMatch(of: #/[(\[{【]\s*([A-Za-z])\s*[)\]}】]/#), let letter = match.1.first else {
            return nil
        }
        return (upper(letter), text[match.range.upperBound...])
    }

    private static func withoutOptionWord(_ text: Substring) -> Substring {
        text.prefixMatch(of: #/(?i:option|choice)\s+(?=[(\[{【A-Z])/#).map { text[$0.range.upperBound...] } ?? text
    }

    /// What follows a letter, without the option's own text, which may name anything.
    private func withoutOwnText(_ rest: Substring, of letter: Character) -> Substring {
        guard let place = offered.letters.firstIndex(where: { $0.name == String(letter) }) else { return rest }
        let trimmed = rest.drop { $0.isWhitespace || ".:-–—".contains($0) }
        guard let own = Self.lines(of: offered.texts[place]).first, !own.isEmpty,
            trimmed.lowercased().hasPrefix(own.lowercased())
        else { return rest }
        return trimmed.dropFirst(own.count)
    }

    /// Whether another letter follows at once: `A or B`, `(A), (B)`, `A/B`.
    private static func goesOnWithAnother(_ rest: Substring) -> Bool {
        let another =
            #/\s*(?:[.):]?\s*(?:,|;|\/|&|\+|or\b|and\b|nor\b|vs\b|或|和|、)\s*)+(?:either\s+|option\s+)?(?:[(\[{【]\s*[A-Za-z]\s*[)\]}】]|[A-Ha-h](?![A-Za-z0-9'’]|\s+[a-z]))/#
        return rest.prefixMatch(of: another) != nil
    }

    /// Further letters in a line that began with one: each that the rest begins with, and each in brackets.
    private static func others(in rest: Substring) -> Set<Character> {
        var others = Set(rest.matches(of: #/[(\[{【]\s*([A-Ha-h])\s*[)\]}】]/#).compactMap { $0.1.first.map(upper) })
        if let next = start(of: rest.drop(while: \.isWhitespace)) { others.insert(next.letter) }
        return others
    }

    private static func upper(_ letter: Character) -> Character {
        letter.uppercased().first ?? letter
    }
}
