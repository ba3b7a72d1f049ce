// swift-tools-version: 6.3
import PackageDescription

/// What every target of ours is built with; a warning in our own code is an error, one in a dependency is not.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "assay",
    platforms: [.macOS(.v15)],
    products: [
        .library(
            name: "AssayKit",
            targets: [
                "AssayCore", "AssayStore", "AssayMetrics", "AssayJudges", "AssayDatasets", "AssaySimulator",
                "AssayModels", "AssaySuites", "AssayReports", "AssayRunner",
            ]),
        .executable(name: "assay", targets: ["assay"]),
    ],
    traits: [
        .trait(name: "XLSX", description: "Excel sheets by 'assay export'; needs libxlsxwriter.")
    ],
    dependencies: [
        // Flags, subcommands, help texts and their errors.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // SHA-256: the digests of samples, media, prompts and evidence boundaries.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // A deque for the calls that wait for a connection.
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        // Byte buffers for request bodies, and event loops under the client and the server.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // The size limit on what a compressed reply may unfold to.
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        // TLS roots for SSL_CERT_FILE.
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        // The logger that the simulated server wants; it is set to say nothing.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Paths that can be compared and normalised without touching the disk.
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        // The HTTP client: pooled connections, proxies, TLS, cancellation.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // Signals as a sequence, and an orderly end of the simulated server.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // The simulated server on loopback.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        // Pages: logic-less templates that escape by default.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // SQLite: run files.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // `make docs`; a command plug-in, no part of the program.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
        // YAML: assay.yaml and rubric files.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The words: values and protocols, no input or output.
        .target(
            name: "AssayCore",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        // Run files in SQLite.
        .target(
            name: "AssayStore",
            dependencies: [
                "AssayCore", .product(name: "GRDB", package: "GRDB.swift"),
                // SQLite's own calls, for the one setting that GRDB does not carry.
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        // Records to estimates; pure.
        .target(name: "AssayMetrics", dependencies: ["AssayCore"], swiftSettings: settings),
        // Responses to verdicts; rubrics.
        .target(name: "AssayJudges", dependencies: ["AssayCore"], swiftSettings: settings),
        // ZIP files, read without writing to disk (docs/decisions/0015).
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        // Files on disk to samples, one folder a benchmark; and fetching those files.
        .target(
            name: "AssayDatasets",
            dependencies: [
                "AssayCore", "CArchive", .product(name: "SystemPackage", package: "swift-system"),
                // The hub lists plain files by git's SHA-1.
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Fetch/releases.json"), .embedInCode("JudgeAudit/stand-ins.jsonl")],
            swiftSettings: settings),
        // Personas, in process and as a server that fails on purpose.
        .target(
            name: "AssaySimulator",
            dependencies: [
                "AssayCore", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        // Prompts to responses over HTTP; retry, throttle.
        .target(
            name: "AssayModels",
            dependencies: [
                "AssayCore", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        // The recipes, one file a suite, and the catalogue.
        .target(
            name: "AssaySuites", dependencies: ["AssayDatasets", "AssayJudges", "AssayMetrics", "AssayCore"],
            resources: [.embedInCode("Protocols"), .embedInCode("Published")], swiftSettings: settings),
        // Excel sheets, written row by row; only with the trait XLSX (docs/decisions/0043).
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        // Estimates to text, JSON and HTML.
        .target(
            name: "AssayReports",
            dependencies: [
                "AssayMetrics", "AssayStore", "AssayCore", .product(name: "Mustache", package: "swift-mustache"),
                .target(name: "CXLSXWriter", condition: .when(traits: ["XLSX"])),
            ],
            resources: [
                .embedInCode("Resources/page.css"), .embedInCode("Resources/report.mustache"),
                .embedInCode("Resources/side-by-side.mustache"), .embedInCode("Resources/coverage.mustache"),
                .embedInCode("Resources/leaderboard.mustache"),
            ],
            swiftSettings: settings),
        // The path of a sample; plan and resume.
        .target(name: "AssayRunner", dependencies: ["AssayStore", "AssayCore"], swiftSettings: settings),
        // Flags and files in, parts put together, results out.
        .target(
            name: "AssayCommands",
            dependencies: [
                "AssayRunner", "AssayReports", "AssaySuites", "AssayModels", "AssaySimulator", "AssayDatasets",
                "AssayJudges", "AssayMetrics", "AssayStore", "AssayCore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("Prices/prices.yaml")], swiftSettings: settings),
        // The program.
        .executableTarget(name: "assay", dependencies: ["AssayCommands"], swiftSettings: settings),
        // Scripted models, a clock set by hand, stand-in files, a small hub; for tests alone.
        .target(
            name: "AssayTestSupport",
            dependencies: [
                "AssayCore", .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "AssayCoreTests",
            dependencies: [
                "AssayCore", "AssayTestSupport", .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: settings),
        .testTarget(
            name: "AssayStoreTests",
            dependencies: [
                "AssayStore", "AssayCore", "AssayTestSupport", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: settings),
        .testTarget(
            name: "AssayMetricsTests", dependencies: ["AssayMetrics", "AssayCore", "AssayTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "AssayJudgesTests", dependencies: ["AssayJudges", "AssayCore", "AssayTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "AssayDatasetsTests",
            dependencies: [
                "AssayDatasets", "AssayModels", "AssayCore", "AssayTestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: settings),
        .testTarget(
            name: "AssaySimulatorTests",
            dependencies: [
                "AssaySimulator", "AssayCore", "AssayTestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ], swiftSettings: settings),
        .testTarget(
            name: "AssayModelsTests",
            dependencies: [
                "AssayModels", "AssaySimulator", "AssayCore", "AssayTestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ], swiftSettings: settings),
        .testTarget(
            name: "AssaySuitesTests",
            dependencies: [
                "AssaySuites", "AssayDatasets", "AssayJudges", "AssayMetrics", "AssaySimulator", "AssayCore",
                "AssayTestSupport",
            ], swiftSettings: settings),
        .testTarget(
            name: "AssayReportsTests",
            dependencies: ["AssayReports", "AssayMetrics", "AssayStore", "AssayCore", "AssayTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "AssayRunnerTests",
            dependencies: [
                "AssayRunner", "AssayModels", "AssayStore", "AssayJudges", "AssayCore", "AssayTestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: settings),
        .testTarget(
            name: "AssayCommandsTests",
            dependencies: [
                "AssayCommands", "AssayModels", "AssaySuites", "AssayCore", "AssayTestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: settings),
        // The house against the package description.
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
        // The built program, as a user runs it.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "assay", "AssayCore", "AssayStore", "AssayTestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
