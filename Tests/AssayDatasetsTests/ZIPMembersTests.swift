import AssayCore
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayDatasets

struct ZIPMembersTests {
    static func fixture(_ name: String) -> FilePath {
        FilePath(URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path)
    }

    private static func members(
        _ file: FilePath, _ limits: ZIPMembers.Limits = .init()
    ) throws -> [(name: String, size: Int)] {
        let archive = try ZIPMembers(file, limits: limits)
        var members: [(name: String, size: Int)] = []
        while let name = try archive.next() { members.append((name, try archive.bytes().count)) }
        return members
    }

    @Test(arguments: ["stored.eval", "deflated.eval", "zstd.eval"])
    func `every way of packing unfolds to the same`(name: String) throws {
        let members = try Self.members(Self.fixture(name))
        #expect(
            Set(members.map(\.name)) == [
                "_journal/start.json", "samples/one_epoch_1.json", "samples/one_epoch_2.json",
                "samples/two_epoch_1.json",
                "samples/锁_epoch_1.json", "samples/five_epoch_1.json", "samples/six_epoch_1.json", "header.json",
            ])
        let plain = try Self.members(Self.fixture("stored.eval"))
        #expect(Set(members.map { "\($0.name) \($0.size)" }) == Set(plain.map { "\($0.name) \($0.size)" }))
    }

    /// A stored archive of one member, made by hand after PKWARE's APPNOTE 6.3.10, with whatever is wrong about it.
    static func archive(
        _ name: String, _ bytes: [UInt8] = Array("{}".utf8), flags: UInt16 = 0, method: UInt16 = 0,
        declared: UInt32? = nil,
        checksum: UInt32 = 0xA3A6_BF43
    ) -> [UInt8] {
        func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
        func four(_ value: UInt32) -> [UInt8] { two(UInt16(value & 0xFFFF)) + two(UInt16(value >> 16)) }
        let size = UInt32(bytes.count)
        let common =
            two(20) + two(flags) + two(method) + four(0) + four(checksum) + four(size) + four(declared ?? size)
            + two(UInt16(name.utf8.count)) + two(0)
        let local = four(0x0403_4B50) + common + Array(name.utf8) + bytes
        let directory =
            four(0x0201_4B50) + two(20) + common + two(0) + two(0) + two(0) + four(0) + four(0) + Array(name.utf8)
        let end =
            four(0x0605_4B50) + two(0) + two(0) + two(1) + two(1) + four(UInt32(directory.count))
            + four(UInt32(local.count)) + two(0)
        return local + directory + end
    }

    @Test func `an archive made by hand is read`() throws {
        let folder = try TemporaryFolder()
        // 0xA3A6BF43 is the CRC-32 of "{}".
        let members = try Self.members(folder.write(Self.archive("header.json"), to: "a.eval"))
        #expect(members.map(\.name) == ["header.json"] && members.map(\.size) == [2])
    }

    @Test(
        arguments: [
            (ZIPMembersTests.archive("../header.json"), "leads out"),
            (ZIPMembersTests.archive("/header.json"), "leads out"),
            (ZIPMembersTests.archive("samples/../../x.json"), "leads out"),
            (ZIPMembersTests.archive("..\\x.json"), "leads out"),
            (ZIPMembersTests.archive("header.json", flags: 1), "encrypted"),
            (ZIPMembersTests.archive("header.json", declared: 0xFFFF_0000), "says that it unfolds"),
            (ZIPMembersTests.archive("header.json", method: 77), "damaged or packed in an unknown way"),
            (ZIPMembersTests.archive("header.json", checksum: 1), "damaged"),
            (Array(ZIPMembersTests.archive("header.json").dropLast(30)), "whole ZIP file"),
            (Array("PK\u{3}\u{4} and no more".utf8), "whole ZIP file"),
        ] as [([UInt8], String)])
    func `an archive that means harm or is damaged is refused`(_ bytes: [UInt8], _ words: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(bytes, to: "a.eval")
        let fault = #expect(throws: DatasetFault.self) { try Self.members(file) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string) == ["a.eval"])
    }

    @Test func `what unfolds to more than is plausible is a bomb`() throws {
        let file = Self.fixture("zstd.eval")
        let whole = #expect(throws: DatasetFault.self) { try Self.members(file, .init(member: 100)) }
        #expect(whole?.description.contains("bomb") == true || whole?.description.contains("unfolds to") == true)
        let many = #expect(throws: DatasetFault.self) { try Self.members(file, .init(members: 3)) }
        #expect(many?.description.contains("more than 3 members") == true)
    }
}
