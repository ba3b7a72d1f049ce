// swift-tools-version: 6.3
import PackageDescription

/// The same settings as the program's own targets.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// Depends on nothing, the program included: it is measured from outside, as a user runs it.
let package = Package(
    name: "Benchmarks",
    targets: [
        // The whole program against a thread pool with the official Python client, on the same work.
        .executableTarget(name: "EndToEnd", swiftSettings: settings),
        // That the measuring itself is right; nothing in it is timed.
        .testTarget(name: "EndToEndTests", dependencies: ["EndToEnd"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
