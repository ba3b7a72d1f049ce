import Foundation

/// `assay simulate` on a free port, for the time of a test.
final class LoopbackServer {
    let port: Int
    private let started: BuiltProgram.Started

    init(_ program: BuiltProgram, faults: String? = nil, further: [String] = []) async throws {
        started = try program.start(["simulate", "--port", "0"] + (faults.map { ["--faults", $0] } ?? []) + further)
        var port: Int?
        while port == nil {
            guard started.isRunning else { throw ServerFault(errors: try started.errorsSoFar()) }
            try await Task.sleep(for: .milliseconds(5))
            port = try started.outputSoFar().firstMatch(of: #/127\.0\.0\.1:(\d+)/#).flatMap { Int($0.1) }
        }
        self.port = port ?? 0
    }

    deinit {
        started.send(SIGKILL)
    }

    /// What the program needs to reach it.
    var environment: [String: String] { ["OPENAI_BASE_URL": "http://127.0.0.1:\(port)/v1"] }

    /// What the program needs to reach it in every form; two of them do not answer without a key.
    var everyForm: [String: String] {
        [
            "OPENAI_BASE_URL": "http://127.0.0.1:\(port)/v1", "ANTHROPIC_BASE_URL": "http://127.0.0.1:\(port)",
            "GEMINI_BASE_URL": "http://127.0.0.1:\(port)", "OPENAI_API_KEY": "any", "ANTHROPIC_API_KEY": "any",
            "GEMINI_API_KEY": "any",
        ]
    }

    /// How often each request, by the digest of its body, has been asked and answered.
    func counters() async throws -> [String: (asked: Int, answered: Int)] {
        let object = try JSONSerialization.jsonObject(with: try await get("counters")) as? [String: Any]
        let calls = object?["calls"] as? [String: [String: Int]] ?? [:]
        return calls.mapValues { (asked: $0["asked"] ?? 0, answered: $0["answered"] ?? 0) }
    }

    /// Asks with curl: FoundationNetworking would slow every start of the test program.
    ///
    /// The answer goes through a file: a pipe is inherited by whatever other program a test starts meanwhile, and then
    /// its end never comes.
    private func get(_ path: String) async throws -> Data {
        let file = FileManager.default.temporaryDirectory.appending(path: "assay-answer-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["curl", "-sS", "--noproxy", "*", "-o", file.path, "http://127.0.0.1:\(port)/\(path)"]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        return try Data(contentsOf: file)
    }

    struct ServerFault: Error { let errors: String }
}
