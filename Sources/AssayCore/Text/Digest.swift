import Crypto

/// A SHA-256 in lower-case hexadecimal, 64 characters.
public struct Digest: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The 64 characters.
    public let hex: String

    /// A digest that was taken before, such as one read from a run file.
    public init(hex: String) {
        self.hex = hex
    }

    /// The digest of bytes in memory.
    public init(of bytes: some Collection<UInt8>) {
        var accumulator = Accumulator()
        accumulator.update(bytes)
        self = accumulator.finish()
    }

    /// The digest of a text's UTF-8.
    public init(of text: String) {
        self.init(of: text.utf8)
    }

    /// Reads and writes as a plain string.
    public init(from decoder: any Decoder) throws {
        hex = try decoder.singleValueContainer().decode(String.self)
    }

    /// Reads and writes as a plain string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }

    /// The 64 characters.
    public var description: String { hex }

    /// The first 128 bits, 32 characters: the boundary that fences a text under judgement.
    public var boundary: String { String(hex.prefix(32)) }

    /// Takes the digest of bytes that arrive in pieces.
    public struct Accumulator: ~Copyable {
        private var hash = SHA256()

        /// Nothing hashed yet.
        public init() {}

        /// Adds bytes.
        public mutating func update(_ bytes: some Collection<UInt8>) {
            let done: Void? = bytes.withContiguousStorageIfAvailable { hash.update(bufferPointer: .init($0)) }
            if done == nil { hash.update(data: Array(bytes)) }
        }

        /// The digest of all bytes that were added.
        public consuming func finish() -> Digest {
            Digest(hex: Self.hexadecimal(hash.finalize()))
        }

        private static func hexadecimal(_ bytes: SHA256.Digest) -> String {
            String(unsafeUninitializedCapacity: 2 * SHA256.Digest.byteCount) { text in
                for (index, byte) in bytes.enumerated() {
                    text[2 * index] = digit(byte >> 4)
                    text[2 * index + 1] = digit(byte & 15)
                }
                return text.count
            }
        }

        private static func digit(_ value: UInt8) -> UInt8 {
            value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
        }
    }
}

/// FNV-1a, 64 bits: the stable hash behind shards and seeded orders, the same on every machine and in every release.
public struct StableHash: Sendable {
    /// The hash so far.
    public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Nothing hashed yet.
    public init() {}

    /// The hash of a text's UTF-8 under a seed; another seed gives an unrelated order.
    public init(of text: String, seed: UInt64 = 0) {
        for shift in stride(from: 0, to: 64, by: 8) { combine(UInt8(truncatingIfNeeded: seed >> shift)) }
        var text = text
        text.withUTF8 { for byte in $0 { combine(byte) } }
    }

    /// Adds one byte.
    public mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    /// The hash with its bits mixed (the finaliser of SplitMix64): FNV-1a alone leaves the high bits of short texts alike.
    public var mixed: UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
