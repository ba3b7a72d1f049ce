public import AssayCore
import GRDB

extension RunReader {
    /// What tells the samples of the run apart, in order of their ids, byte by byte.
    ///
    /// `SampleIdentity.index` is the sample's place in `records(labels:)`.
    public func identities() throws(StoreError) -> [SampleIdentity] {
        try read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT id, digest, row_number() OVER (ORDER BY ordinal) - 1 FROM sample ORDER BY id")
            var identities: [SampleIdentity] = []
            identities.reserveCapacity(manifest.dataset.samples)
            while let row = try rows.next() {
                identities.append(SampleIdentity(id: row[0], digest: Digest(hex: row[1]), index: row[2]))
            }
            return identities
        }
    }
}
