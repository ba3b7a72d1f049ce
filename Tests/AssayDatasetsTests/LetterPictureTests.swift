import AssayCore
import Testing

@testable import AssayDatasets

struct LetterPictureTests {
    /// The picture as rows of characters: its pixels are stored, not compressed (IndexedPicture).
    private static func rows(_ png: [UInt8]) -> [String] {
        let (width, height) = (Int(png[19]), Int(png[23]))
        // Signature 8, IHDR 25, PLTE 12 + 9, IDAT's length and name 8, zlib's header 2, the block's header 5.
        let start = 8 + 25 + 21 + 8 + 2 + 5
        return (0..<height).map { row in
            let line = png[(start + row * (width + 1) + 1)..<(start + (row + 1) * (width + 1))]
            return String(line.map { $0 == 1 ? "#" : $0 == 2 ? "+" : "." })
        }
    }

    @Test func `a letter is drawn dot by dot at twice its size, with a margin of ten`() {
        let rows = Self.rows(LetterPicture("I", mark: 0).png)
        #expect(rows.count == 7 * 2 + 20)
        // A serif of three dots, then a stem of one.
        #expect(rows[10].prefix(18) == "..........######..")
        #expect(rows[11] == rows[10])
        #expect(rows[12].prefix(18) == "............##....")
        #expect(rows[9].allSatisfy { $0 == "." } && rows[24].allSatisfy { $0 == "." })
    }

    @Test func `a mark is drawn below, so that the same words make another picture`() {
        let rows = Self.rows(LetterPicture("I", mark: 0b101).png)
        #expect(rows[31].prefix(14) == "..........+.+.")
        #expect(LetterPicture("I", mark: 1).png != LetterPicture("I", mark: 2).png)
    }

    @Test(arguments: ["VERDICT: SAFE", "VERDICT: UNSAFE", "判定：安全", "判定：不安全"])
    func `every letter that is needed is there`(words: String) throws {
        let picture = LetterPicture(words, mark: 7).png
        #expect(MediaType(signature: picture) == .png)
        for letter in Set(words) where letter != " " {
            let rows = Self.rows(LetterPicture(String(letter), mark: 0).png)
            #expect(rows.joined().contains("#"), "\(letter)")
        }
    }
}
