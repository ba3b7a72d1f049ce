import AssayCore
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayModels

struct MediaFileTests {
    private let bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4]

    private func media(_ path: FilePath, digest: Digest? = nil, modified: Date? = nil) throws -> Media {
        let attributes = try FileManager.default.attributesOfItem(atPath: path.string)
        let date = try #require(attributes[.modificationDate] as? Date)
        return Media(
            type: .png, size: bytes.count, digest: digest ?? Digest(of: bytes),
            location: .file(path, modified: modified ?? date))
    }

    @Test func `a file that is as it was is read without hashing it again`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "a.png")
        // A digest that is wrong shows that nobody looked.
        let data = try MediaFile.bytes(of: media(path, digest: Digest(of: "other")))
        #expect(Array(data) == bytes)
    }

    @Test func `a file that was touched but not changed is still the same`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "a.png")
        let data = try MediaFile.bytes(of: media(path, modified: Date(timeIntervalSince1970: 0)))
        #expect(Array(data) == bytes)
    }

    @Test func `a file with other bytes stops the run, of the same size or not`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "a.png")
        let planned = try media(path, modified: Date(timeIntervalSince1970: 0))
        for other in [bytes + [5], bytes.reversed()] {
            try folder.write(other, to: "a.png")
            #expect(throws: ModelError.mediaChanged(path: path.string)) { try MediaFile.bytes(of: planned) }
        }
    }

    @Test func `a file that is gone stops the run`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "a.png")
        let planned = try media(path)
        try FileManager.default.removeItem(atPath: path.string)
        #expect(throws: ModelError.mediaChanged(path: path.string)) { try MediaFile.bytes(of: planned) }
    }

    @Test func `media drawn by code need no file`() throws {
        let media = try #require(Media(embedding: bytes))
        #expect(try Array(MediaFile.bytes(of: media)) == bytes)
    }
}
