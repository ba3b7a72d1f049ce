import AssayCore
import AssayDatasets
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// What is wrong with a folder of SafeBench, each said by file, with counts and what to do.
struct SafeBenchFolderTests {
    private func faults(
        _ data: StandInSafeBench, _ modality: Modality = .textAndImage
    ) async throws -> [String] {
        var faults: [String] = []
        for try await entry in try SafeBenchDataset(at: data.path, modality: modality).entries() {
            if case .failure(let fault) = entry { faults.append(fault.description) }
        }
        return faults.map { $0.replacing(data.path.string + "/", with: "") }
    }

    @Test func `a picture too few is said with counts`() async throws {
        let data = try StandInSafeBench()
        try FileManager.default.removeItem(atPath: data.path.appending("img/3/3.png").string)
        let faults = try await faults(data)
        #expect(faults.count == 1)
        #expect(
            faults[0].hasPrefix("text/3.csv: has 3 rows: 3 queries stand against 2 pictures in img/3, 1 too few; "))
        #expect(try await self.faults(data, .textAndAudio).isEmpty, "nobody asked for pictures")
    }

    @Test func `a picture too many, and a heading with a query too few`() async throws {
        let data = try StandInSafeBench(heading: "question")
        try data.writeMedium("img", 3, 4)
        #expect(
            try await faults(data)[0].hasPrefix(
                "text/3.csv: has 4 rows, the first a heading: 3 queries stand against 4 pictures in img/3, 1 too many; "
            ))
    }

    @Test func `a query too many`() async throws {
        let data = try StandInSafeBench()
        try data.write((1...5).map { "\(StandInSafeBench.query(3, $0))\n" }.joined(), to: "text/3.csv")
        #expect(try await faults(data)[0].contains("5 queries stand against 3 pictures in img/3, 2 too few"))
        // Sounds are counted where no kind is asked for and pictures are not there.
        try FileManager.default.removeItem(atPath: data.path.appending("img").string)
        #expect(try await faults(data, .text)[0].contains("3 sounds in audio_data_male/3, 2 too few"))
    }

    @Test func `media of a number without texts, texts without media, and a file too many`() async throws {
        let data = try StandInSafeBench(1...22)
        try data.writeMedium("img", 23, 1)
        try data.write("Which key?\n", to: "text/24.csv")
        try data.write("Which key?\n", to: "text/other.csv")
        try FileManager.default.removeItem(atPath: data.path.appending("img/5").string)
        let faults = try await faults(data)
        #expect(faults.count == 4)
        #expect(faults.contains { $0.hasPrefix("img/23: holds 1 picture, but text/23.csv is not there") })
        #expect(faults.contains { $0.hasPrefix("text/24.csv: is one too many: SafeBench has the numbers 1 to 23") })
        #expect(faults.contains { $0.hasPrefix("text/other.csv: is not named by the number") })
        #expect(faults.contains { $0.hasPrefix("img/5: no such folder, but text/5.csv has 3 queries") })
    }

    @Test func `a kind of media that is not there at all is refused at once`() throws {
        let data = try StandInSafeBench(media: ["audio_data_male"])
        let picture = #expect(throws: DatasetFault.self) { try SafeBenchDataset(at: data.path) }
        #expect(
            picture?.description.contains("img: no such folder; fetch the pictures, or ask the texts alone") == true)
        #expect(throws: DatasetFault.self) { try SafeBenchDataset(at: data.path, modality: .audio) }
        #expect(throws: Never.self) { try SafeBenchDataset(at: data.path, modality: .audio, voice: .male) }
    }

    @Test(arguments: [
        ("\"\"\n", "row 2: has no query in its first field"), ("  \n", "row 2: has no query in its first field"),
        ("a\0b\n", "row 2: holds a NUL byte"),
    ])
    func `a row that holds no query is named, and the others are read`(row: String, words: String) async throws {
        let data = try StandInSafeBench([1])
        try data.write("Which key?\n\(row)Which lock?\n", to: "text/1.csv")
        let faults = try await faults(data)
        #expect(faults.count == 1)
        #expect(faults[0].hasPrefix("text/1.csv, \(words)"))
    }

    @Test func `Latin-1 and a quote that does not end are named by file and row`() async throws {
        let data = try StandInSafeBench([1, 2])
        try data.folder.write(
            Array("Which key?\nCaf".utf8) + [0xE9, 0x0A] + Array("Which lock?\n".utf8), to: "text/1.csv")
        try data.write("Which key?\n\"Which lock?\nWhich door?\n", to: "text/2.csv")
        let faults = try await faults(data)
        #expect(faults.count == 2)
        #expect(faults[0].hasPrefix("text/1.csv, row 2: holds bytes that are not UTF-8"))
        #expect(faults[1].hasPrefix("text/2.csv, row 2: has a quote that does not end"))
    }

    @Test func `a picture that is none, a link, and a sound in a picture's place are refused`() async throws {
        let data = try StandInSafeBench([1])
        try data.write("no picture", to: "img/1/1.png")
        try data.folder.write(StandInSafeBench.tone(pitch: 1, seed: 1), to: "img/1/2.png")
        try FileManager.default.removeItem(atPath: data.path.appending("img/1/3.png").string)
        try FileManager.default.createSymbolicLink(
            atPath: data.path.appending("img/1/3.png").string, withDestinationPath: "1.png")
        let faults = try await faults(data)
        #expect(faults.count == 3)
        #expect(faults[2].contains("symbolic link"))
        #expect(faults.allSatisfy { $0.contains("--skip-invalid") })
    }

    @Test func `no set is said with what was looked for`() throws {
        let folder = try TemporaryFolder()
        let fault = #expect(throws: DatasetFault.self) { try SafeBenchDataset(at: folder.path) }
        #expect(fault?.description.contains("text: holds no file 1.csv to 23.csv; name the folder") == true)
    }
}
