import ArgumentParser
import AssayCore
import AssaySuites
import AssayTestSupport
import Testing

@testable import AssayCommands

struct ToolCheckTests {
    private let settings = Settings(trials: 1, target: Parameters(), judge: Parameters(), sendsSeed: true)

    private func check() async throws -> ToolCheck {
        let materials = ModelMaterials(
            roles: [.target: "sim/informed"], connection: try ConnectionOptions.parse([]), environment: [:],
            configuration: Configuration())
        let words = try #require(ChineseSafetyQA().searchWords)
        return try await ModelAssembly.lend(materials) { ToolCheck($0, name: "lab/x", words: words) }
    }

    @Test func `a model in process takes tools and is not asked`() async throws {
        #expect(try await check().form(under: settings) == .tool)
    }

    @Test func `one that asks for the tool is offered it, with one question`() async throws {
        let model = ScriptedModel { call in
            #expect(call.prompt.tools.map(\.name) == ["search"])
            return Response(
                text: "", stopReason: .toolCall, toolCalls: [ToolCall(name: "search", arguments: "{}")])
        }
        #expect(try await check().form(of: model, under: settings) == .tool)
    }

    @Test(
        arguments: [
            nil, .unsupported(what: "tools"), .rejected(status: 400, code: nil), .timedOut, .malformed(what: "x"),
        ] as [ModelError?])
    func `one that does not is offered words`(failure: ModelError?) async throws {
        let model = ScriptedModel { _ throws(ModelError) in
            if let failure { throw failure }
            return Response(text: "12 degrees.")
        }
        #expect(try await check().form(of: model, under: settings) == .text)
    }

    @Test func `where nothing can be asked there is no run`() async throws {
        let model = ScriptedModel { _ throws(ModelError) in throw .unauthorized(status: 401) }
        let check = try await check()
        await #expect(throws: CommandFault.self) { try await check.form(of: model, under: settings) }
    }
}
