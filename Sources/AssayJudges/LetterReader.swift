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

    /// A letter that was read, and where.
    struct Reading {
        /// The letter as it was shown.
        let letter: ChoiceLabel
        /// How many characters other than spaces stand before it in the plain text.
        let place: Int
        /// Whether it stands within or before a bracket, where a small letter would have been read as well.
        let isBracketed: Bool
    }

    /// The one letter that can be read.
    func letter(in answer: String) -> ChoiceLabel? { reading(of: answer)?.letter }

    /// The one letter that can be read, at the first of the places that make it the answer.
    func reading(of answer: String) -> Reading? {
        let lines = Self.lines(of: answer)
        var found: Set<Character> = []
        var first: (place: Int, isBracketed: Bool)?
        for (index, line) in lines.enumerated() {
            var marks = Self.announced(in: line.text)
            var anchored = marks
            if var mark = Self.start(of: line.text) {
                if index == 0 || index == lines.count - 1 { anchored.append(mark) }
                mark.rest = withoutOwnText(mark.rest, of: mark.letter)
                marks.append(mark)
                found.formUnion(Self.others(in: mark.rest))
            }
            if first == nil, let mark = anchored.min(by: { $0.column < $1.column }) {
                first = (line.place + mark.column, mark.isBracketed)
            }
            for mark in marks {
                found.insert(mark.letter)
                if Self.goesOnWithAnother(mark.rest) { return nil }
            }
        }
        guard let first, found.count == 1, let letter = found.first else { return nil }
        return offered.letters.first { $0.name == String(letter) }.map {
            Reading(letter: $0, place: first.place, isBracketed: first.isBracketed)
        }
    }

    /// A letter in a line, and what follows it.
    private struct Mark {
        let letter: Character
        var rest: Substring
        /// How many characters other than spaces stand before it in the line.
        let column: Int
        let isBracketed: Bool

        init(at index: String.Index, of line: Substring, rest: Substring, isBracketed: Bool) {
            letter = line[index].uppercased().first ?? line[index]
            self.rest = rest
            column = line[..<index].count { !$0.isWhitespace }
            self.isBracketed = isBracketed
        }
    }

    /// A text in its compatibility form, without what only decorates it.
    static func plain(_ answer: String) -> String {
        var text = answer.precomposedStringWithCompatibilityMapping
        for command in commands { text = text.replacing(command, with: "") }
        text.removeAll { decoration.contains($0) }
        return text
    }

    /// What LaTeX writes round a letter.
    static let commands = ["\\boxed", "\\text"]
    /// What is as if it were not there.
    static let decoration: Set<Character> = ["*", "_", "`", "\"", "'", "“", "”", "‘", "’", "$"]

    /// The lines that hold something, with single spaces, and how many characters other than spaces stand before each.
    private static func lines(of answer: String) -> [(text: Substring, place: Int)] {
        var before = 0
        return plain(answer).split(whereSeparator: \.isNewline).compactMap { line in
            // Long runs of spaces would make the patterns below slow.
            let words = line.split(whereSeparator: \.isWhitespace)
            defer { before += words.reduce(0) { $0 + $1.count } }
            let joined = words.joined(separator: " ")
            let bare = joined.drop { $0 == " " || "#>-•".contains($0) }
            let bullets = joined[..<bare.startIndex].count { $0 != " " }
            return bare.isEmpty ? nil : (bare, before + bullets)
        }
    }

    /// The letter that a line begins with, and what follows it.
    private static func start(of whole: Substring) -> Mark? {
        let line = withoutOptionWord(whole)
        if let bracketed = bracketed(line, in: whole) {
            return bracketed.rest.first.map { $0.isLetter || $0.isNumber } == true ? nil : bracketed
        }
        func mark(_ rest: Substring, isBracketed: Bool = false) -> Mark {
            Mark(at: line.startIndex, of: whole, rest: rest, isBracketed: isBracketed)
        }
        guard let letter = line.first, letter.isASCII, letter.isLetter else { return nil }
        let rest = line.dropFirst()
        if rest.first == ")" || rest.first == "]" {
            let after = rest.dropFirst()
            return after.first.map { $0.isWhitespace || $0.isPunctuation } ?? true
                ? mark(after, isBracketed: true) : nil
        }
        guard letter.isUppercase else { return nil }
        guard let next = rest.first else { return mark(rest) }
        if next == "." || next == ":" || next == "!" || next == "。" {
            let after = rest.dropFirst()
            return after.first.map(\.isWhitespace) ?? true ? mark(after) : nil
        }
        let dashed = rest.drop(while: \.isWhitespace)
        let isDash = dashed.first.map { "-–—".contains($0) } ?? false
        return isDash && dashed.dropFirst().first?.isWhitespace == true ? mark(dashed.dropFirst()) : nil
    }

    /// Every letter that words in a line announce.
    private static func announced(in line: Substring) -> [Mark] {
        // Word by word: a pattern for all of it would be past reading.
        let spaced = String(line).replacing(":", with: " : ").replacing("=", with: " = ")
        let words = spaced.split(separator: " ")
        let starts = words.indices.compactMap { announcement(at: $0, of: words).map { words[$0].startIndex } }
        return (starts + chineseAnnouncements(in: spaced)).compactMap { start in
            let text = withoutOptionWord(spaced[start...])
            if let bracketed = bracketed(text, in: spaced[...]) { return bracketed }
            guard let letter = text.first, letter.isASCII, letter.isUppercase else { return nil }
            let rest = text.dropFirst()
            let isSetOff =
                rest.isEmpty || rest.prefixMatch(of: #/\s*[.,;:!)。]|\s+[-–—]\s|\s+(?:because|since)\b/#) != nil
            guard isSetOff || goesOnWithAnother(rest) else { return nil }
            return Mark(at: text.startIndex, of: spaced[...], rest: rest, isBracketed: false)
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
    private static func bracketed(_ text: Substring, in line: Substring) -> Mark? {
        guard let match = text.prefixMatch(of: #/[(\[{【]\s*([A-Za-z])\s*[)\]}】]/#) else { return nil }
        return Mark(
            at: match.1.startIndex, of: line, rest: text[match.range.upperBound...], isBracketed: true)
    }

    private static func withoutOptionWord(_ text: Substring) -> Substring {
        text.prefixMatch(of: #/(?i:option|choice)\s+(?=[(\[{【A-Z])/#).map { text[$0.range.upperBound...] } ?? text
    }

    /// What follows a letter, without the option's own text, which may name anything.
    private func withoutOwnText(_ rest: Substring, of letter: Character) -> Substring {
        guard let place = offered.letters.firstIndex(where: { $0.name == String(letter) }) else { return rest }
        let trimmed = rest.drop { $0.isWhitespace || ".:-–—".contains($0) }
        guard let own = Self.lines(of: offered.texts[place]).first?.text, !own.isEmpty,
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
