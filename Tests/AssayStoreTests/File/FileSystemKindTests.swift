import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayStore

struct FileSystemKindTests {
    @Test(arguments: ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "lustre"])
    func `network file systems are known by name`(type: String) {
        #expect(FileSystemKind(type: type) == .network)
        #expect(FileSystemKind(type: type).warning(for: "/mnt/run.assay")?.hasPrefix("/mnt/run.assay is on") == true)
    }

    @Test(arguments: ["ext4", "xfs", "btrfs", "overlay", "tmpfs", "fuseblk"])
    func `others are local`(type: String) {
        #expect(FileSystemKind(type: type) == .local)
        #expect(FileSystemKind(type: type).warning(for: "/run.assay") == nil)
    }

    // The example of proc(5), and a share with an optional field more.
    private static let table = """
        36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
        40 35 0:300 / /share rw shared:7 master:2 - nfs4 server:/share rw
        """

    @Test(arguments: [(UInt64(98) << 8, "ext3"), (0x10002C, "nfs4"), (1, nil)])
    func `a device is found in the table of mounts`(device: UInt64, type: String?) {
        // Device 0:300 is 0x12C: its low byte below, the rest from bit 20 up.
        #expect(FileSystemKind.type(ofDevice: device, in: Self.table) == type)
    }

    @Test func `the folder of temporary files is local`() throws {
        #expect(FileSystemKind(of: try RunFixture().folder.path) == .local)
    }
}
