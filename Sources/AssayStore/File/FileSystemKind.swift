import Foundation
import SystemPackage

/// What a file system can do for SQLite.
enum FileSystemKind: Sendable, Hashable {
    /// On this machine: several processes may share a write-ahead log.
    case local
    /// Over a network: memory is not shared between machines, so a write-ahead log has one user.
    case network

    private static let networks: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afs", "coda", "ceph", "9p", "lustre", "gpfs", "beegfs",
        "fuse.sshfs", "fuse.glusterfs", "fuse.beegfs", "fuse.cifs", "fuse.ceph",
    ]

    /// The kind of a file system by the name that the kernel's table of mounts gives it.
    init(type: String) {
        self = Self.networks.contains(type) ? .network : .local
    }

    /// The kind of the file system that a folder is on; local where it cannot be told.
    init(of folder: FilePath) {
        var status = stat()
        guard stat(folder.string, &status) == 0,
            let table = FileManager.default.contents(atPath: "/proc/self/mountinfo"),
            let type = Self.type(ofDevice: UInt64(status.st_dev), in: String(decoding: table, as: UTF8.self))
        else {
            self = .local
            return
        }
        self.init(type: type)
    }

    /// The type of a mounted device, from a table in the form of proc(5), `mountinfo`; nil where it is not in it.
    static func type(ofDevice device: UInt64, in table: String) -> String? {
        let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
        let minor = device & 0xFF | (device >> 12) & ~0xFF
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2, fields[2] == "\(major):\(minor)", let dash = fields.lastIndex(of: "-") else {
                continue
            }
            return fields.dropFirst(dash + 1).first.map(String.init)
        }
        return nil
    }

    /// What the user should know; nil where there is nothing.
    func warning(for path: FilePath) -> String? {
        guard self == .network else { return nil }
        return "\(path.string) is on a network file system: it is locked while it is written, so there is no live view"
    }
}
