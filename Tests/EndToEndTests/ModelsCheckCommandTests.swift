import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ModelsCheckCommandTests {
    @Test func `the simulated server is asked every question`() async throws {
        let folder = try TemporaryFolder()
        var program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let result = try await program.run("models", "check", "openai/compliant", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let document = try result.json()
        #expect(document["format"] as? String == "assay.models/1")
        #expect(document["form"] as? String == "openai")
        let findings = document["findings"] as? [[String: Any]] ?? []
        let results = Dictionary(
            uniqueKeysWithValues: findings.compactMap { finding in
                (finding["question"] as? String).map { ($0, finding["result"] as? String) }
            })
        #expect(results.count == 9)
        for question in ["text", "system prompt", "image", "audio", "temperature", "seed"] {
            #expect(results[question] == "yes", "\(question)")
        }
        let table = try await program.run("models", "check", "openai/compliant")
        #expect(table.status == 0)
        #expect(table.output.contains("openai/compliant at http://127.0.0.1:"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string).isEmpty)
    }

    /// Anthropic's form has no place for sounds and no word for a seed.
    @Test(arguments: [("openai", "yes", "yes"), ("anthropic", "not_in_form", "not_in_form"), ("google", "yes", "yes")])
    func `each wire form is asked in its own words`(form: String, audio: String, seed: String) async throws {
        let folder = try TemporaryFolder()
        var program = BuiltProgram(folder: folder.path)
        let server = try await LoopbackServer(program)
        program.environment = server.everyForm
        let result = try await program.run("models", "check", "\(form)/compliant", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let document = try result.json()
        #expect(document["form"] as? String == form)
        let findings = document["findings"] as? [[String: Any]] ?? []
        let results = Dictionary(
            uniqueKeysWithValues: findings.compactMap { finding in
                (finding["question"] as? String).map { ($0, finding["result"] as? String) }
            })
        for question in ["text", "system prompt", "image", "temperature"] {
            #expect(results[question] == "yes", "\(question)")
        }
        #expect(results["audio"] == audio && results["seed"] == seed)
    }

    @Test func `a model in process is asked too`() async throws {
        let folder = try TemporaryFolder()
        let result = try await BuiltProgram(folder: folder.path).run("models", "check", "sim/compliant")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("sim/compliant, in process"))
    }

    @Test(arguments: [
        (["openai/gpt"], ["OPENAI_BASE_URL": "http://127.0.0.1:9/v1"], "out of reach"),
        (["anthropic/claude"], ["ANTHROPIC_BASE_URL": "http://127.0.0.1:9"], "out of reach"),
        (["google/gemini"], [:], "GEMINI_API_KEY"), (["gpt"], [:], "provider/name"),
        (["anthropic/c"], ["ANTHROPIC_BASE_URL": "http://a.example", "ANTHROPIC_API_KEY": "sk-x"], "plain http"),
    ])
    func `what cannot be asked is one line and status 2`(
        arguments: [String], environment: [String: String], word: String
    ) async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path, environment: environment)
        let result = try await program.run(["models", "check"] + arguments)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(result.errors.contains(word), "\(result.errors)")
        #expect(!result.errors.contains("sk-x"))
    }
}
