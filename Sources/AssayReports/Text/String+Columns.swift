extension String {
    /// How many columns of a terminal the text takes: wide East Asian characters and emoji take two.
    ///
    /// After Unicode Standard Annex 11: wide and full-width characters count two, marks that combine count none.
    public var columns: Int {
        utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.columns }
    }

    /// The text with spaces up to a number of columns, before or after it.
    func padded(to width: Int, leading: Bool = false) -> String {
        let space = String(repeating: " ", count: Swift.max(0, width - columns))
        return leading ? space + self : self + space
    }

    /// The text in lines of at most `width` columns, broken at spaces, else after `_` or `/`, else anywhere.
    ///
    /// Spaces in front indent every line.
    func wrapped(to width: Int) -> [String] {
        let indent = String(prefix { $0 == " " }.prefix(Swift.max(0, width - 8)))
        return words(to: width - indent.count).map { indent + $0 }
    }

    private func words(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            if !line.isEmpty, line.columns + 1 + String(word).columns <= width {
                line += " " + word
                continue
            }
            var pieces = String(word).pieces(of: Swift.max(2, width))
            if !line.isEmpty { lines.append(line) }
            line = pieces.popLast() ?? ""
            lines += pieces
        }
        return lines + [line]
    }

    /// The parts of a word, none wider than a line; one pass, as a hostile word may be of any length.
    private func pieces(of width: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var taken = 0
        for character in self {
            while !piece.isEmpty, taken + character.columns > width {
                let joint = piece.lastIndex { $0 == "_" || $0 == "/" }.map(piece.index(after:)) ?? piece.endIndex
                pieces.append(String(piece[..<joint]))
                piece = String(piece[joint...])
                taken = piece.columns
            }
            piece.append(character)
            taken += character.columns
        }
        return pieces + [piece]
    }
}

extension Character {
    /// The columns that the character takes: 0, 1 or 2.
    var columns: Int {
        if isASCII { return 1 }
        if unicodeScalars.contains(where: { $0.isWide || $0.value == 0xFE0F }) { return 2 }
        guard let first = unicodeScalars.first else { return 0 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return 1
        }
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is wide or full-width, or is shown as an emoji.
    fileprivate var isWide: Bool {
        guard value >= 0x1100 else { return false }
        return properties.isEmojiPresentation || Self.wideRanges.contains { $0.contains(value) }
    }

    /// The blocks of EastAsianWidth.txt that are W or F throughout.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
