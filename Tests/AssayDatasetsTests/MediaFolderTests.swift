import AssayCore
import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayDatasets

struct MediaFolderTests {
    @Test func `the type is told by the bytes, not by the name`() throws {
        let folder = try TemporaryFolder()
        try folder.write([0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 0, count: 20), to: "picture.png")
        #expect(try MediaFolder(path: folder.path).medium(named: "picture.png").type == .jpeg)
    }

    @Test func `a file below a folder is found`() throws {
        let folder = try TemporaryFolder()
        try folder.write(StandIns.png(), to: "a/b/picture.png")
        let medium = try MediaFolder(path: folder.path).medium(named: "a/b/picture.png")
        #expect(medium.digest == Digest(of: StandIns.png()))
        guard case .file(let path, _) = medium.location else {
            Issue.record("the bytes stay in their file")
            return
        }
        #expect(path == folder.path.appending("a/b/picture.png"))
    }

    @Test func `bytes beyond the first piece are hashed too`() throws {
        let folder = try TemporaryFolder()
        let bytes = StandIns.png() + [UInt8](repeating: 7, count: 3 << 20)
        try folder.write(bytes, to: "large.png")
        #expect(try MediaFolder(path: folder.path).medium(named: "large.png").digest == Digest(of: bytes))
    }

    @Test(arguments: ["..", "../x.png", "a/../../x.png", "/x.png", "", "."])
    func `a path outside the folder is never opened`(_ name: String) throws {
        let folder = try TemporaryFolder()
        #expect(throws: MediaFault.outside(name: name)) { try MediaFolder(path: folder.path).medium(named: name) }
    }

    @Test func `a hostile name is shortened and stripped in the error`() {
        let name = "\u{1B}[31m" + String(repeating: "x", count: 500)
        let problem = MediaFault.missing(name: name).problem
        #expect(!problem.contains("\u{1B}"))
        #expect(problem.count < 120)
    }

    @Test func `media that are hashed together stand in the places of their names, faults among them`() async throws {
        let folder = try TemporaryFolder()
        for number in 0..<40 where number != 7 { try folder.write(StandIns.png(number), to: "\(number).png") }
        let media = await MediaFolder(path: folder.path).media(named: (0..<40).map { "\($0).png" })
        for (number, medium) in media.enumerated() {
            guard number != 7 else {
                #expect(medium == .failure(.missing(name: "7.png")))
                continue
            }
            #expect(try medium.get().digest == Digest(of: StandIns.png(number)))
        }
    }
}
