/// What tells whether a sample of one run is a sample of another.
public struct SampleIdentity: Sendable, Hashable {
    /// Its id.
    public let id: String
    /// The first 128 bits of its digest; nil where the stored digest is none.
    public let digest: UInt128?
    /// Its place among the records of its run, from 0.
    public let index: Int

    /// A sample by its id, the digest of what it holds, and its place.
    public init(id: String, digest: Digest, index: Int) {
        self.id = id
        self.digest = UInt128(digest.hex.prefix(32), radix: 16)
        self.index = index
    }

    /// Whether one id stands before another, byte by byte as SQLite sorts: equal texts may differ in bytes.
    public static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
