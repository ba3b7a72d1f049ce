import Foundation

/// The house as DESIGN draws it: which target may lean on which.
enum House {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let edges: [String: Set<String>] = [
        "AssayCore": [],
        "AssayStore": ["AssayCore"],
        "AssayMetrics": ["AssayCore"],
        "AssayJudges": ["AssayCore"],
        "CArchive": [],
        "AssayDatasets": ["AssayCore", "CArchive"],
        "AssaySimulator": ["AssayCore"],
        "AssayModels": ["AssayCore"],
        "AssaySuites": ["AssayDatasets", "AssayJudges", "AssayMetrics", "AssayCore"],
        "CXLSXWriter": [],
        "AssayReports": ["AssayMetrics", "AssayStore", "AssayCore"],
        "AssayRunner": ["AssayStore", "AssayCore"],
        "AssayCommands": [
            "AssayRunner", "AssayReports", "AssaySuites", "AssayModels", "AssaySimulator", "AssayDatasets",
            "AssayJudges", "AssayMetrics", "AssayStore", "AssayCore",
        ],
        "assay": ["AssayCommands"],
        "AssayTestSupport": ["AssayCore"],
    ]

    /// What `swift package describe` says of the package.
    struct Description: Decodable {
        struct Target: Decodable {
            let name: String
            let type: String
            let target_dependencies: [String]?
        }

        let targets: [Target]
    }

    static func description() throws -> Description {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // A scratch path of its own: the build that runs this test holds the lock of the usual one.
        let scratch = FileManager.default.temporaryDirectory.appending(path: "assay-describe-\(UUID().uuidString)")
        process.arguments = [
            "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "describe", "--type",
            "json",
        ]
        // Into a file: a pipe is inherited by whatever other program a test starts meanwhile, and its end never comes.
        let output = scratch.appendingPathExtension("json")
        try Data().write(to: output)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        defer { for leftover in [scratch, output] { try? FileManager.default.removeItem(at: leftover) } }
        return try JSONDecoder().decode(Description.self, from: Data(contentsOf: output))
    }

    struct SourceFile: CustomStringConvertible {
        let path: String
        let room: String
        let text: String

        var name: String { URL(filePath: path).deletingPathExtension().lastPathComponent }
        var description: String { path }

        /// Whether it holds a function, a computed property or an initializer that can fail; what a protocol only asks
        /// for is none.
        var hasBehaviour: Bool {
            let body = text.replacing(#/(?m)^\s*\/\/.*$/#, with: "")
                .replacing(#/(?ms)^(?:public )?protocol .*?^}/#, with: "")
            return body.contains(#/\bfunc \w/#) || body.contains(#/\bvar \w+: [^={\n]+ \{/#)
                || body.contains(#/\binit\([^)]*\)[^\n]*throws/#)
        }
    }

    /// Every Swift file below a folder of the repository.
    static func files(below folder: String) throws -> [SourceFile] {
        let base = root.appending(path: folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(".swift") }
        return try names.sorted().map { name in
            let text = try String(contentsOf: base.appending(path: name), encoding: .utf8)
            return SourceFile(
                path: "\(folder)/\(name)", room: String(name.prefix { $0 != "/" }), text: text)
        }
    }
}
