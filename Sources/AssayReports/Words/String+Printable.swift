extension String {
    /// The text without anything that could move a cursor, change a colour or turn the reading order.
    ///
    /// Names come from endpoints and files that no one has checked. Line breaks and tabs become spaces; every other
    /// control, bidirectional or invisible character becomes U+FFFD, so that two names that differ still look different.
    public var printable: String {
        guard unicodeScalars.contains(where: { Self.replacement(of: $0) != nil }) else { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars { text.append(Self.replacement(of: scalar) ?? scalar) }
        return String(text)
    }

    /// The printable text, cut to a length where it is longer: an endpoint may call itself anything.
    ///
    /// What is left out is shown as an ellipsis.
    public func printable(atMost length: Int) -> String {
        // Scalars, not characters: one character can carry thousands of combining marks.
        let scalars = unicodeScalars.prefix(length + 1)
        guard scalars.count > length else { return printable }
        return String(String.UnicodeScalarView(scalars.dropLast())).printable + "..."
    }

    /// Whether a scalar does something else than show itself.
    static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Joiners are part of ordinary writing: Persian, emoji of several persons.
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }

    private static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard isUnprintable(scalar) else { return nil }
        return scalar.properties.isWhitespace ? " " : "\u{FFFD}"
    }
}
