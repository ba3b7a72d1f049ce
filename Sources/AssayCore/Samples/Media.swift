public import struct Foundation.Date
public import struct SystemPackage.FilePath

/// One part of what a model is shown.
public enum Content: Sendable, Hashable {
    /// Words.
    case text(String)
    /// A picture.
    case image(Media)
    /// A sound.
    case audio(Media)

    /// The file behind an image or a sound; nil for words.
    public var media: Media? {
        switch self {
        case .text: nil
        case .image(let media), .audio(let media): media
        }
    }
}

/// An image or a sound: what it is, and where its bytes are.
///
/// The bytes themselves are read when they are sent.
public struct Media: Sendable, Hashable {
    /// What the bytes are, found from the bytes themselves and never from the file's name.
    public let type: MediaType
    /// Bytes.
    public let size: Int
    /// SHA-256 of the bytes.
    public let digest: Digest
    /// Where the bytes are.
    public let location: Location

    /// Where the bytes of a medium are found when they are sent.
    public enum Location: Sendable, Hashable {
        /// In a file that had this time of last change when its digest was taken.
        case file(FilePath, modified: Date)
        /// In memory: media drawn by code.
        case embedded([UInt8])
    }

    /// A medium whose digest has already been taken.
    public init(type: MediaType, size: Int, digest: Digest, location: Location) {
        self.type = type
        self.size = size
        self.digest = digest
        self.location = location
    }

    /// Bytes that were drawn by code; nil where they are of no type that we send.
    public init?(embedding bytes: [UInt8]) {
        guard let type = MediaType(signature: bytes.prefix(MediaType.signatureLength)) else { return nil }
        self.init(type: type, size: bytes.count, digest: Digest(of: bytes), location: .embedded(bytes))
    }

    /// Two media are the same when their bytes are.
    public static func == (left: Media, right: Media) -> Bool {
        left.digest == right.digest && left.type == right.type
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
    }
}

/// The kinds of media that an endpoint may be sent.
public enum MediaType: String, Sendable, Hashable, Codable, CaseIterable {
    /// Portable Network Graphics.
    case png = "image/png"
    /// JPEG.
    case jpeg = "image/jpeg"
    /// WebP.
    case webp = "image/webp"
    /// GIF.
    case gif = "image/gif"
    /// RIFF WAVE.
    case wav = "audio/wav"
    /// MPEG audio layer III.
    case mp3 = "audio/mpeg"

    /// How many leading bytes tell the type.
    public static let signatureLength = 12

    /// Whether it is a picture; otherwise it is a sound.
    public var isImage: Bool { rawValue.hasPrefix("image/") }

    /// The type told by a file's first bytes; nil where it is none that we send.
    public init?(signature: some Collection<UInt8>) {
        let head = Array(signature.prefix(Self.signatureLength))
        func matches(_ text: StaticString, at offset: Int = 0) -> Bool {
            text.withUTF8Buffer { head.dropFirst(offset).starts(with: $0) }
        }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if matches("GIF87a") || matches("GIF89a") {
            self = .gif
        } else if matches("RIFF") && matches("WEBP", at: 8) {
            self = .webp
        } else if matches("RIFF") && matches("WAVE", at: 8) {
            self = .wav
        } else if matches("ID3") || Self.beginsLayerIIIFrame(head) {
            self = .mp3
        } else {
            return nil
        }
    }

    /// Eleven bits of sync, a version that is not the reserved one, layer III.
    ///
    /// The sync alone would also take UTF-16 text and AAC for a frame (ISO 11172-3, 2.4.2.3).
    private static func beginsLayerIIIFrame(_ head: [UInt8]) -> Bool {
        head.count > 1 && head[0] == 0xFF && head[1] & 0xE6 == 0xE2 && head[1] & 0x18 != 0x08
    }
}
