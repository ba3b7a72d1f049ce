import AssayTestSupport
import Foundation
import SystemPackage

/// A small folder in SafeBench's layout: all 23 files with two benign queries each, below a heading.
struct StandInSafeBench {
    let folder: TemporaryFolder
    var path: FilePath { folder.path }

    init(media: [String] = ["img", "audio_data_male", "audio_data_female"], heading: Bool = true) throws {
        folder = try TemporaryFolder()
        for number in 1...23 {
            let rows = (heading ? ["question"] : []) + (1...2).map { "Which key, number \($0), fits lock \(number)?" }
            try write(rows.joined(separator: "\n") + "\n", to: "text/\(number).csv")
            for (kind, name) in media.enumerated() {
                for query in 1...2 {
                    let seed = kind * 10_000 + number * 10 + query
                    let file = "\(name)/\(number)/\(query).\(name == "img" ? "png" : "wav")"
                    try folder.write(name == "img" ? StandIns.png(seed) : Self.tone(seed), to: file)
                }
            }
        }
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> FilePath { try folder.write(text.utf8, to: name) }

    /// Answers or verdicts, one file a sub-category, from what each of its rows is.
    func writeTables(_ folder: String, heading: String? = nil, rows: (_ number: Int) -> [String]) throws {
        for number in 1...23 {
            try write(
                ((heading.map { [$0] } ?? []) + rows(number)).joined(separator: "\n") + "\n",
                to: "\(folder)/\(number).csv")
        }
    }

    /// A WAV of two samples that spell a number (RIFF, one channel of 16 bits, 8 kHz).
    private static func tone(_ seed: Int) -> [UInt8] {
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        return Array("RIFF".utf8) + little(40, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + little(1, 2) + little(1, 2)
            + little(8000, 4) + little(16000, 4) + little(2, 2) + little(16, 2) + Array("data".utf8) + little(4, 4)
            + little(seed, 4)
    }
}
