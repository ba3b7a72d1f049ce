import AssayCore
import Testing

/// A rubric's words as they were released: they change only with the version.
struct PinnedRubric {
    let name: String
    let version: String
    let digest: String

    func expect(_ rubric: Rubric, at location: SourceLocation = #_sourceLocation) {
        #expect(rubric.name == name, sourceLocation: location)
        #expect(
            rubric.version == version && rubric.digest.hex == digest,
            """
            rubric \(rubric.name) \(rubric.version) has other words than those released as \(version): raise its \
            version, then pin version and digest \(rubric.digest.hex)
            """, sourceLocation: location)
    }
}
