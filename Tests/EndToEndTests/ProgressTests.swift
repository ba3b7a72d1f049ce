import AssayTestSupport
import Testing

struct ProgressTests {
    @Test func `off a terminal there is a line every ten seconds and no control characters`() async throws {
        let folder = try TemporaryFolder()
        var program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(program, faults: "latency=1300ms")
        program.environment = server.environment
        // 97 target calls, then judge calls, 12 at a time and 1.3 s each: at least two lines' time.
        let result = try await program.run(
            "run", "demo", "--target", "openai/compliant", "--judge", "openai/judge", "--max-connections", "12",
            "--output", "run.assay", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.errors.split(separator: "\n").filter { $0.contains("records") }
        #expect(lines.count >= 1)
        #expect(lines.allSatisfy { $0.contains("/97 records") })
        #expect(!result.errors.contains("\u{1B}"))
    }
}
