import Foundation

/// This package's own files, and the program of the repository around it.
struct BenchmarkPackage {
    /// The folder that holds the package's description.
    let root: URL

    /// The package that this file was built from.
    init(root: URL? = nil) {
        self.root =
            root
            ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// The checked-in limits.
    var thresholds: URL { root.appending(path: "thresholds.json") }

    /// The thread pool, ready to run.
    func peer() throws(BenchmarkFault) -> Peer {
        let python = root.appending(path: "peers/.venv/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: python) else { throw .noPeer }
        return Peer(python: python, script: root.appending(path: "peers/threadpool.py").path)
    }

    /// The release build of `assay`, brought up to date.
    func builtProgram() throws -> String {
        let repository = root.deletingLastPathComponent()
        let build = Command(
            "/usr/bin/env",
            [
                "swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "assay", "--package-path",
                repository.path,
            ],
            environment: ProcessInfo.processInfo.environment, output: .inherited)
        let usage = try Child(build).wait()
        guard usage.status == 0 else { throw BenchmarkFault.failed(what: "swift build", status: usage.status) }
        return repository.appending(path: ".build/release/assay").path
    }

    /// A Python with the official client, and the script that uses it.
    struct Peer {
        let python: String
        let script: String
    }
}
