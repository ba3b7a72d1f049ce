import AssayDatasets
import AssayTestSupport
import SystemPackage

/// A folder in the layout of SafeBench's release, with benign stand-ins.
struct StandInSafeBench {
    let folder: TemporaryFolder
    var path: FilePath { folder.path }

    /// Texts of so many queries for each number, below a heading where one is given, with media of the kinds that are named.
    init(
        _ numbers: some Sequence<Int> = 1...23, queries: Int = 3, heading: String? = nil, below: String = "",
        media: [String] = ["img", "audio_data_male", "audio_data_female"]
    ) throws {
        folder = try TemporaryFolder()
        for number in numbers {
            let rows = (heading.map { [$0] } ?? []) + (1...queries).map { Self.query(number, $0) }
            try write(rows.map { $0 + "\n" }.joined(), to: below + "text/\(number).csv")
            for kind in media {
                for query in 1...queries { try writeMedium(kind, number, query, below: below) }
            }
        }
    }

    static func query(_ number: Int, _ query: Int) -> String { "\"Which key, number \(query), fits lock \(number)?\"" }

    @discardableResult
    func write(_ text: String, to name: String) throws -> FilePath { try folder.write(text.utf8, to: name) }

    func writeMedium(_ kind: String, _ number: Int, _ query: Int, below: String = "") throws {
        let seed = number * 1000 + query
        if kind == "img" {
            try folder.write(StandIns.png(seed), to: "\(below)img/\(number)/\(query).png")
        } else {
            let pitch = kind == "audio_data_male" ? 120 : 220
            try folder.write(
                Self.tone(pitch: pitch, seed: seed), to: "\(below)\(kind)/\(number)/\(query).wav")
        }
    }

    /// A WAV of a few samples, its own for each seed (RIFF with one PCM chunk of 16 bits, 8 kHz).
    static func tone(pitch: Int, seed: Int) -> [UInt8] {
        let body = (0..<8).flatMap { place -> [UInt8] in
            let value = UInt16(truncatingIfNeeded: pitch * (place + 1) + seed * 7)
            return [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
        }
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        return Array("RIFF".utf8) + little(36 + body.count, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + little(1, 2)
            + little(1, 2) + little(8000, 4) + little(16000, 4) + little(2, 2) + little(16, 2) + Array("data".utf8)
            + little(body.count, 4) + body
    }
}
