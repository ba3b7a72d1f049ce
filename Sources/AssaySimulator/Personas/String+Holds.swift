extension String {
    /// Whether a word stands in the text, byte for byte.
    ///
    /// Each request is looked through for several, and `contains` goes by grapheme.
    func holds(_ word: StaticString) -> Bool {
        let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        var text = self
        return text.withUTF8 { text in
            text.indices.contains { text[$0] == word[0] && text[$0...].starts(with: word) }
        }
    }
}
