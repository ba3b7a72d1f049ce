extension String {
    /// The text in one line: a space for each run of line breaks.
    public var inOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
