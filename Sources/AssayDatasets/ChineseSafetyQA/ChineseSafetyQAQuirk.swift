import AssayCore

/// What is uneven in a row of the release, and the rule by which it is read all the same.
public enum ChineseSafetyQAQuirk: Sendable, Hashable {
    /// `options` is JSON where the others are Python dictionaries.
    case optionsAreJSON
    /// A value in `options` lacks its first quotation mark.
    case optionsRepaired
    /// Another number of options than four.
    case options(Int)
    /// The option under the key says something else than `standard_answer`.
    case keyDiffers

    /// A quirk of a row.
    public struct Finding: Sendable, Hashable {
        /// The row's number, from 1.
        public let row: Int
        /// The quirk.
        public let quirk: ChineseSafetyQAQuirk
    }

    /// The quirks of a row, as far as its options can be read.
    static func findings(in row: ChineseSafetyQARow) -> [Finding] {
        guard let (texts, form) = try? row.offered() else { return [] }
        var quirks: [ChineseSafetyQAQuirk] = []
        switch form {
        case .json: quirks.append(.optionsAreJSON)
        case .repaired: quirks.append(.optionsRepaired)
        case .python: break
        }
        if texts.count != 4 { quirks.append(.options(texts.count)) }
        if let keyed = texts[row.key], keyed != row.answer { quirks.append(.keyDiffers) }
        return quirks.map { Finding(row: row.number, quirk: $0) }
    }
}
