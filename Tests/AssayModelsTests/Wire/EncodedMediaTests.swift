import AssayCore
import AssayTestSupport
import Foundation
import NIOCore
import SystemPackage
import Testing

@testable import AssayModels

struct EncodedMediaTests {
    @Test func `a medium is encoded as RFC 4648 says, the first time and again`() throws {
        let media = EncodedMedia(bound: 1 << 20)
        let picture = try #require(Media(embedding: StandIns.png()))
        let expected = Data(StandIns.png()).base64EncodedString()
        for _ in 0..<2 { #expect(String(buffer: try media.base64(of: picture)) == expected) }
    }

    @Test func `a file that changes is noticed although its encoding is kept`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(StandIns.png(1), to: "a.png")
        let modified = try #require(
            try FileManager.default.attributesOfItem(atPath: path.string)[.modificationDate] as? Date)
        let picture = Media(
            type: .png, size: StandIns.png(1).count, digest: Digest(of: StandIns.png(1)),
            location: .file(path, modified: modified))
        let media = EncodedMedia(bound: 1 << 20)
        _ = try media.base64(of: picture)
        try folder.write(StandIns.png(2), to: "a.png")
        try FileManager.default.setAttributes(
            [.modificationDate: modified.addingTimeInterval(60)], ofItemAtPath: path.string)
        #expect(throws: ModelError.mediaChanged(path: path.string)) { try media.base64(of: picture) }
        try FileManager.default.removeItem(atPath: path.string)
        #expect(throws: ModelError.mediaChanged(path: path.string)) { try media.base64(of: picture) }
    }

    @Test func `what does not fit goes, the oldest first, and is encoded anew`() throws {
        let pictures = try (0..<20).map { try #require(Media(embedding: StandIns.png($0))) }
        // Room for about three pictures of some 150 bytes in base64.
        let media = EncodedMedia(bound: 500)
        for picture in pictures + pictures {
            guard case .embedded(let bytes) = picture.location else { continue }
            #expect(String(buffer: try media.base64(of: picture)) == Data(bytes).base64EncodedString())
            #expect(media.keptBytes <= 500)
        }
    }
}
