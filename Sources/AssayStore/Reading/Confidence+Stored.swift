import AssayCore
import SystemPackage

extension Confidence {
    /// The column of a record; nil where nothing was read.
    ///
    /// Throws `unreadableRow` for what `JSONText` did not write.
    static func stored(
        _ json: String?, of sample: String, trial: Int, at path: FilePath
    ) throws(StoreError) -> Confidence? {
        guard let json else { return nil }
        // As a tree: a million of them take a tenth of the time that a decoder would.
        guard let tree = try? JSONValue(json.utf8), let confidence = Confidence(stored: tree) else {
            throw .unreadableRow(path.string, table: "record", key: "sample \(sample), trial \(trial)")
        }
        return confidence
    }

    private init?(stored tree: JSONValue) {
        let numbers = tree["letters"].map { $0.elements?.compactMap(\.number) ?? [] }
        guard tree.members != nil, let unlisted = tree["unlisted"]?.integer,
            numbers?.count == tree["letters"]?.elements?.count
        else { return nil }
        for name in ["stated", "first_token"] where tree[name] != nil && tree[name]?.number == nil { return nil }
        self.init(
            stated: tree["stated"]?.number, letters: numbers, unlisted: unlisted,
            firstToken: tree["first_token"]?.number)
    }
}
