import AssayCore
import Foundation
public import SystemPackage

/// Fetches a release into a folder: files as its suites expect them, archives unpacked, and a note of it all.
public struct ReleaseFetch: Sendable {
    /// What is fetched, from where, and where to.
    public struct Order: Sendable {
        /// What is fetched.
        public var release: Release
        /// Another repository than the release's own.
        public var repository: String?
        /// A branch, a tag or a commit.
        public var revision: String
        /// The dataset's folder.
        public var folder: FilePath
        /// Whether archives stay when they have been unpacked.
        public var keepsArchives = false
        /// The program and its version, for the note.
        public var program: String

        /// An order.
        public init(
            release: Release, repository: String? = nil, revision: String = "main", folder: FilePath,
            program: String
        ) {
            self.release = release
            self.repository = repository
            self.revision = revision
            self.folder = folder
            self.program = program
        }
    }

    /// What the hub has of it.
    public struct Listing: Sendable {
        /// The commit.
        public let revision: String
        /// The licence as the repository's own card names it.
        public let statedLicence: String?
        /// Files to fetch.
        public var fileCount: Int { files.count + archives.reduce(0) { $0 + $1.files.count } }
        /// Bytes to fetch.
        public var bytes: Int { (files + archives.flatMap(\.files)).reduce(0) { $0 + $1.size } }

        let files: [HubFile]
        let archives: [ArchiveParts]
    }

    /// How a fetch ended.
    public struct Outcome: Sendable {
        /// What was noted.
        public let provenance: Provenance
        /// Whether everything was there already.
        public let wasThere: Bool
    }

    /// Files that are fetched at once.
    private static let atOnce = 4

    private let order: Order
    private let hub: Hub
    private let meter: FetchMeter
    var limits = ArchiveReader.Limits()

    /// A fetch that has not begun.
    public init(_ order: Order, from hub: Hub, meter: FetchMeter) {
        self.order = order
        self.hub = hub
        self.meter = meter
    }

    private var repository: String { order.repository ?? order.release.repository }

    /// Asks the hub what there is.
    public func listing() async throws -> Listing {
        let commit = try await hub.commit(of: repository, revision: order.revision)
        let all = try await hub.files(of: repository, at: commit.sha)
        var files: [HubFile] = []
        for wanted in order.release.files {
            let found = all.filter { wanted.takes($0.path) }
            guard !found.isEmpty || wanted.optional == true else {
                throw FetchFault.noFile(repository: repository, path: wanted.path)
            }
            files += found
        }
        var archives: [ArchiveParts] = []
        for archive in order.release.archives {
            guard let parts = try ArchiveParts(archive, among: all) else {
                throw FetchFault.noFile(repository: repository, path: archive.name)
            }
            archives.append(parts)
        }
        return Listing(revision: commit.sha, statedLicence: commit.licence, files: files, archives: archives)
    }

    /// Fetches what is missing.
    public func carryOut(_ listing: Listing) async throws -> Outcome {
        if let provenance = try Provenance.read(at: order.folder) {
            try check(provenance, listing)
            if provenance.files.allSatisfy({
                provenance.standing(of: $0, at: order.folder, bySizeAlone: true) == .whole
            }) {
                return Outcome(provenance: provenance, wasThere: true)
            }
        }
        let wanted = listing.files + listing.archives.flatMap(\.files)
        meter.begin(files: wanted.count, bytes: listing.bytes)
        let digests = try await fetch(wanted, at: Hub.Place(repository: repository, sha: listing.revision))
        var unpacked: [Unpacking.Unpacked] = []
        for parts in listing.archives {
            let files = parts.files.map { order.folder.pushing(FilePath($0.path)) }
            unpacked += try Unpacking(
                files: files, archive: parts.archive, root: order.folder, limits: limits, meter: meter
            ).carryOut()
        }
        let provenance = provenance(of: listing, digests, unpacked)
        try provenance.write(at: order.folder)
        if !order.keepsArchives {
            for file in provenance.archives { unlink(order.folder.pushing(FilePath(file.path)).string) }
        }
        return Outcome(provenance: provenance, wasThere: false)
    }

    private func check(_ provenance: Provenance, _ listing: Listing) throws(FetchFault) {
        guard provenance.repository == repository, provenance.revision == listing.revision else {
            throw .otherRevision(
                folder: order.folder.string, has: "\(provenance.repository) at \(provenance.revision)",
                wanted: "\(repository) at \(listing.revision)")
        }
    }

    /// Fetches files, a few at once; the first that cannot be had ends it.
    private func fetch(_ files: [HubFile], at place: Hub.Place) async throws -> [String: FileDigests] {
        try await withThrowingTaskGroup(of: (String, FileDigests).self) { group in
            var digests: [String: FileDigests] = [:]
            var waiting = files[...]
            for file in waiting.prefix(Self.atOnce) { group.addTask { (file.path, try await fetch(file, at: place)) } }
            waiting = waiting.dropFirst(Self.atOnce)
            while let (path, found) = try await group.next() {
                digests[path] = found
                if let file = waiting.popFirst() {
                    group.addTask { (file.path, try await fetch(file, at: place)) }
                }
            }
            return digests
        }
    }

    /// Fetches a file, unless it is there.
    private func fetch(_ file: HubFile, at place: Hub.Place) async throws -> FileDigests {
        let destination = try destination(of: file.path)
        if let status = try? destination.stat(followTargetSymlink: false) {
            guard status.type == .regular, let digests = try? FileDigests(of: destination), digests.match(file) else {
                throw FetchFault.inTheWay(path: destination.string)
            }
            PartFile.clean(besides: destination)
            meter.found(file.size)
            meter.fileEnded()
            return digests
        }
        return try await FileFetch(hub: hub, place: place, file: file, destination: destination, meter: meter)
            .carryOut()
    }

    /// The place of a file, its folders made; none of those below the dataset's may be a link.
    private func destination(of path: String) throws(FetchFault) -> FilePath {
        var folder = order.folder
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder.string, reason: "the folder cannot be made")
        }
        for part in path.split(separator: "/").dropLast() {
            folder.append(String(part))
            if mkdir(folder.string, 0o755) == 0 { continue }
            let error = Errno(rawValue: errno)
            guard error == .fileExists else { throw PartFile.fault(folder, error) }
            guard (try? folder.stat(followTargetSymlink: false).type) == .directory else {
                throw .inTheWay(path: folder.string)
            }
        }
        return order.folder.pushing(FilePath(path))
    }

    private func provenance(
        of listing: Listing, _ digests: [String: FileDigests], _ unpacked: [Unpacking.Unpacked]
    ) -> Provenance {
        func noted(_ files: [HubFile]) -> [Provenance.File] {
            files.compactMap { file in
                digests[file.path].map { .init(path: file.path, size: $0.size, sha256: $0.sha256) }
            }
        }
        let files = noted(listing.files) + unpacked.map { .init(path: $0.path, size: $0.size, sha256: $0.sha256) }
        let isOwn = order.repository == nil || order.repository == order.release.repository
        return Provenance(
            dataset: order.release.name, repository: repository, endpoint: hub.endpoint, revision: listing.revision,
            licence: isOwn ? order.release.licence.name : nil, statedLicence: listing.statedLicence, fetched: .now,
            program: order.program, files: files.sorted { $0.path < $1.path },
            archives: noted(listing.archives.flatMap(\.files)))
    }
}
