/// Reads a verdict in free text: a marker such as `Judgement`, then one of the words that stand for a label.
///
/// Between marker and word only white space, brackets, asterisks, colons and further markers may stand, so that the forms
/// `[Safety Judgement:](Judgement:) True`, `[Judgement:] True`, `**Judgement:** True` and `Judgement: true` all read
/// (PROTOCOLS 3.4, faults 1 and 3). Case is ignored, British and American spelling of the marker are the same.
/// Several marked verdicts that disagree are unreadable; a word without its marker is never one.
struct MarkedReply: Sendable {
    let marker: String
    let words: [String: [String]]

    /// The label name that every marked verdict in the reply gives; nil where there is none or they disagree.
    func label(in reply: String) -> String? {
        let text = Array(Self.folded(reply))
        let mark = Array(Self.folded(marker))
        guard !mark.isEmpty, text.count > mark.count else { return nil }
        var found: Set<String> = []
        for start in 0..<(text.count - mark.count) where text[start..<start + mark.count].elementsEqual(mark) {
            if let label = label(after: start + mark.count, in: text, mark: mark) { found.insert(label) }
        }
        return found.count == 1 ? found.first : nil
    }

    /// The label of the word that follows a marker; nil where another marker or prose follows.
    private func label(after start: Int, in text: [Character], mark: [Character]) -> String? {
        var position = start
        var sawColon = false
        while position < text.count, Self.isSeparator(text[position]) {
            sawColon = sawColon || text[position] == ":" || text[position] == "："
            position += 1
        }
        guard sawColon else { return nil }
        let rest = text[position...]
        // The longest word first: "very effective" before "effective".
        let candidates = words.flatMap { label, forms in forms.map { (label: label, form: Array(Self.folded($0))) } }
            .sorted { $0.form.count > $1.form.count }
        guard let match = candidates.first(where: { rest.starts(with: $0.form) }) else { return nil }
        return Self.runsOn(rest.dropFirst(match.form.count)) ? nil : match.label
    }

    /// Whether what follows belongs to the word: a letter, a digit, or a sign with a digit behind it (`4.5`, `4/10`).
    private static func runsOn(_ rest: ArraySlice<Character>) -> Bool {
        guard let next = rest.first else { return false }
        if next.isLetter || next.isNumber { return true }
        return "./-–~,".contains(next) && rest.dropFirst().first?.isNumber == true
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.isWhitespace || "[]()*:_：\"'`".contains(character)
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().replacing("judgment", with: "judgement")
    }
}
