import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct EndpointTests {
    private static let run = [
        "run", "demo", "--target", "openai/mixed", "--judge", "openai/judge", "--output", "run.assay", "--quiet",
    ]

    @Test func `an endpoint out of reach is found before the first sample`() async throws {
        let folder = try TemporaryFolder()
        // Port 9 is the discard service; nothing listens there.
        let program = BuiltProgram(folder: folder.path, environment: ["OPENAI_BASE_URL": "http://127.0.0.1:9/v1"])
        let result = try await program.run(Self.run)
        #expect(result.status == 2)
        #expect(result.errors.contains("http://127.0.0.1:9/v1"))
        #expect(result.errors.contains("out of reach"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string).isEmpty)
    }

    @Test func `a key that is missing is named with its variable`() async throws {
        let folder = try TemporaryFolder()
        let result = try await BuiltProgram(folder: folder.path).run(Self.run)
        #expect(result.status == 2)
        #expect(result.errors == "assay: openai: OPENAI_API_KEY is not set; put the key into that variable\n")
    }

    @Test func `a wrong key is found before the first sample and is not repeated`() async throws {
        let folder = try TemporaryFolder()
        var program = BuiltProgram(folder: folder.path, environment: ["SERVER_KEY": "sk-right"])
        let server = try await LoopbackServer(program, further: ["--api-key-env", "SERVER_KEY"])
        program.environment = server.environment
        program.environment["OPENAI_API_KEY"] = "sk-wrong"
        let refused = try await program.run(Self.run)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("the key is missing, wrong or revoked (HTTP 401)"), "\(refused.errors)")
        #expect(refused.errors.split(separator: "\n").count == 1)
        #expect(!refused.errors.contains("sk-wrong"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string).isEmpty)
        program.environment["OPENAI_API_KEY"] = "sk-right"
        #expect(try await program.run(Self.run).status == 4)
        // The key is nowhere in the run file.
        let bytes = try Data(contentsOf: URL(filePath: folder.path.appending("run.assay").string))
        #expect(bytes.range(of: Data("sk-right".utf8)) == nil)
    }

    @Test func `a key is not sent over plain http`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(
            folder: folder.path,
            environment: ["OPENAI_BASE_URL": "http://models.example.org/v1", "OPENAI_API_KEY": "sk-secret"])
        let result = try await program.run(Self.run)
        #expect(result.status == 2)
        #expect(!result.errors.contains("sk-secret"))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test func `a model that the endpoint does not know stops the run at once`() async throws {
        let folder = try TemporaryFolder()
        var program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let result = try await program.run(
            "run", "demo", "--target", "openai/no-such-model", "--judge", "openai/judge", "--output", "run.assay",
            "--quiet")
        #expect(result.status == 2)
        #expect(result.errors.contains("knows no such model"))
    }

    @Test func `an endpoint of one's own is read from assay yaml in the working directory`() async throws {
        let folder = try TemporaryFolder()
        var program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(program)
        program.environment = ["LAB_API_KEY": "any"]
        let configuration = """
            endpoints:
              lab:
                base_url: http://127.0.0.1:\(server.port)/v1
                api_key_env: LAB_API_KEY
            """
        try folder.write(configuration.utf8, to: "assay.yaml")
        let result = try await program.run(
            "run", "demo", "--target", "lab/compliant", "--judge", "lab/judge", "--output", "run.assay", "--json",
            "--quiet")
        #expect(result.status == 0, "\(result.errors)")
        let counts = try result.json()["counts"] as? [String: Int]
        #expect(counts?["judged"] == counts?["planned"])
        #expect(!result.output.contains("LAB_API_KEY"))
    }

    @Test func `a run does not go on in another wire form`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(program)
        let endpoint = "base_url: 'http://127.0.0.1:\(server.port)/v1'"
        _ = try folder.write("endpoints: {lab: {\(endpoint)}}".utf8, to: "assay.yaml")
        let run = try await program.run(
            "run", "demo", "--target", "lab/mixed", "--judge", "lab/judge", "--limit", "4", "--output", "run.assay",
            "--quiet")
        #expect([0, 4].contains(run.status), "\(run.errors)")
        _ = try folder.write("endpoints: {lab: {\(endpoint), kind: anthropic}}".utf8, to: "assay.yaml")
        let resumed = try await program.run("resume", "run.assay")
        #expect(resumed.status == 2)
        #expect(resumed.errors.contains("in the form openai, which is now anthropic"), "\(resumed.errors)")
        #expect(resumed.errors.split(separator: "\n").count == 1)
    }
}
