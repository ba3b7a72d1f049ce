import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayStore

struct DocumentFolderTests {
    private func fault(of folder: TemporaryFolder) -> DocumentFault? {
        do throws(DocumentFault) {
            _ = try DocumentIndex(of: folder.path)
            return nil
        } catch {
            return error
        }
    }

    @Test func `text files are found at every level, in the order of their paths' bytes`() throws {
        let folder = try TemporaryFolder()
        for name in ["b.txt", "a/z.md", "a.TXT", "锁/锁.md", "a/deep/c.txt"] { try folder.write("x".utf8, to: name) }
        #expect(try DocumentFolder(folder.path).names == ["a.TXT", "a/deep/c.txt", "a/z.md", "b.txt", "锁/锁.md"])
    }

    @Test func `hidden and other files are left out, and said`() throws {
        let folder = try TemporaryFolder()
        for name in ["a.txt", ".b.txt", ".git/c.txt", "d.pdf", "e"] { try folder.write("锁".utf8, to: name) }
        let index = try DocumentIndex(of: folder.path)
        #expect(index.count == 1)
        let note = "\(folder.path): left out 2 hidden files or folders and 2 files that are neither .txt nor .md"
        #expect(index.notes == [note])
    }

    @Test(arguments: ["b.txt", "b", "b.pdf"]) func `a symbolic link is refused, whatever it is called`(name: String)
        throws
    {
        let folder = try TemporaryFolder()
        let file = try folder.write("锁".utf8, to: "a.txt")
        let link = folder.path.appending(name)
        try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: file.string)
        #expect(fault(of: folder) == .link(link.string))
    }

    @Test func `a pipe is refused without waiting for it`() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path.appending("a.txt")
        #expect(mkfifo(pipe.string, 0o600) == 0)
        #expect(fault(of: folder) == .notAFile(pipe.string))
    }

    @Test func `bytes that are not UTF-8, and more of them than are taken, are refused by name`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write([0xC4, 0xE3, 0xBA, 0xC3], to: "gb.txt")
        #expect(fault(of: folder) == .notText(file.string))
        try folder.write([UInt8](repeating: 0x61, count: DocumentFolder.mostBytesOfOne + 1), to: "gb.txt")
        #expect(fault(of: folder) == .tooLarge(file.string, bytes: DocumentFolder.mostBytesOfOne + 1))
    }

    @Test func `a folder that is not there, a file, and one without words are refused`() throws {
        let folder = try TemporaryFolder()
        #expect(fault(of: folder) == .noDocuments(folder.path.string))
        try folder.write(" \n。".utf8, to: "a.txt")
        #expect(fault(of: folder) == .noDocuments(folder.path.string))
        for name in ["a.txt", "nowhere"] {
            let path = folder.path.appending(name)
            #expect(throws: DocumentFault.unreadableFolder(path.string)) { try DocumentIndex(of: path) }
        }
    }
}
