extension String {
    /// The text of UTF-8 bytes; nil where they are not well formed.
    ///
    /// The same as `String(validating:as:)`, whose generic code takes longer than all else about a short string.
    public init?(wellFormed bytes: UnsafeBufferPointer<UInt8>) {
        var text = String(decoding: bytes, as: UTF8.self)
        // What is not well formed is repaired, and then no longer what it was.
        guard text.withUTF8({ $0.count == bytes.count && $0.elementsEqual(bytes) }) else { return nil }
        self = text
    }
}
