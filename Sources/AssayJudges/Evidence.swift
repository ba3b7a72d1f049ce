import AssayCore

/// A text under judgement, fenced so that nothing in it can be taken for an instruction or for the end of the fence.
///
/// The boundary is the first 128 bits of the text's own SHA-256: no text can contain it, and it is the same when a run
/// is resumed or a reply comes from a cache.
struct Evidence: Sendable, Hashable {
    /// What the text is: `answer`.
    let name: String
    /// The text itself; hostile.
    let text: String

    /// The text between its boundaries.
    var fenced: String {
        let boundary = Digest(of: text).boundary
        return """
            --- evidence "\(name)" begins \(boundary) ---
            \(text)
            --- evidence "\(name)" ends \(boundary) ---
            """
    }
}
