import Foundation

/// A pure tone, drawn by code and written as RIFF WAVE: 8 bits, one channel, 8 kHz.
public struct Tone: Sendable {
    /// Hertz.
    let pitch: Double
    /// Samples; 8,000 make a second.
    let length: Int

    /// A tone of so many hertz and samples; 8,000 samples make a second.
    public init(pitch: Double, length: Int) {
        self.pitch = pitch
        self.length = length
    }

    /// The sound as a WAV file.
    public var wav: [UInt8] {
        let sound = (0..<length).map { UInt8(128 + 100 * sin(2 * .pi * pitch * Double($0) / 8000)) }
        let format =
            Self.littleEndian(16) + [1, 0, 1, 0] + Self.littleEndian(8000) + Self.littleEndian(8000) + [1, 0, 8, 0]
        let body = Array("WAVEfmt ".utf8) + format + Array("data".utf8) + Self.littleEndian(UInt32(length)) + sound
        return Array("RIFF".utf8) + Self.littleEndian(UInt32(body.count)) + body
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
