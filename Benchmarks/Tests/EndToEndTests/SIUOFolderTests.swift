import Foundation
import Testing

@testable import EndToEnd

struct SIUOFolderTests {
    @Test func `a folder has as many entries as wanted, each with a picture of its own`() throws {
        let parent = try TemporaryFolder()
        defer { parent.remove() }
        let folder = try SIUOFolder.make(samples: 11, in: parent.path)
        let list = try Data(contentsOf: URL(filePath: folder.path + "/siuo_gen.json"))
        let entries = try JSONDecoder().decode([SIUOFolder.Entry].self, from: list)
        #expect(folder.samples == 11)
        #expect(entries == (1...11).map(SIUOFolder.Entry.init))
        #expect(Set(entries.map(\.question)).count == 11)
        #expect(Set(entries.map(\.category)).count == 9)
        let pictures = try entries.map { try Data(contentsOf: URL(filePath: "\(folder.path)/images/\($0.image)")) }
        #expect(Set(pictures).count == 11)
        #expect(pictures.allSatisfy { $0.count == Picture.size })
    }
}
