public import AssayCore

/// One of two runs that are compared.
public struct ComparedRun: Sendable {
    /// The file as a reader knows it, without its folder.
    public let file: String
    /// What was planned.
    public let manifest: Manifest
    /// What became of the records.
    public let tally: Tally
    /// How many samples at the start of the run's order have ended; all of them for a whole run.
    let ended: Int

    /// A run with how its records ended.
    public init<Label>(file: String, manifest: Manifest, records: Records<Label>) {
        self.file = file
        self.manifest = manifest
        tally = Tally(records)
        ended = records.endedPrefix
    }

    /// The judge, or that there is none.
    var judge: String { manifest.judgeName ?? "none" }
}
