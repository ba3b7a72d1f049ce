import AssayCore
import AssayModels
import AssayTestSupport
import Foundation
import Testing

@testable import AssayCommands

struct ModelCheckTests {
    private static let use = Manifest.ModelUse(name: "lab/m", endpoint: "http://127.0.0.1:1/v1", isSimulated: false)

    /// A model that can do everything.
    private static func answer(_ call: Call) -> Response {
        let prompt = call.prompt
        let tokens = prompt.parameters.logprobs.map { _ in [TokenLogprob(token: "ready", logprob: -0.1, top: [])] }
        let calls = prompt.tools.map { ToolCall(name: $0.name, arguments: "{}") }
        return Response(
            text: prompt.replySchema == nil ? "ready" : #"{"colour":"yellow"}"#,
            stopReason: calls.isEmpty ? .finished : .toolCall, servedBy: "m-1", logprobs: tokens, toolCalls: calls)
    }

    private static func check(
        kind: EndpointKind? = .openai, journal: CheckJournal = CheckJournal(),
        _ script: @escaping @Sendable (Call) async throws(ModelError) -> Response
    ) -> ModelCheck {
        ModelCheck(ScriptedModel(script), journal: journal, use: use, kind: kind)
    }

    @Test func `a model that can do everything gets a yes to every question`() async throws {
        let check = try await Self.check { call in Self.answer(call) }.carriedOut()
        #expect(check.findings.map(\.question) == CheckQuestion.allCases.map(\.rawValue))
        #expect(check.findings.allSatisfy { $0.result == .yes && $0.detail == nil })
        let text = check.text(width: 100)
        #expect(text.hasPrefix("lab/m at http://127.0.0.1:1/v1, form openai\n"))
        #expect(text.hasSuffix("Served by m-1."))
        let document = try JSONSerialization.jsonObject(with: Data(check.json.utf8)) as? [String: Any]
        #expect(document?["format"] as? String == "assay.models/1")
        #expect((document?["findings"] as? [Any])?.count == CheckQuestion.allCases.count)
        #expect(document?["served_by"] as? String == "m-1")
    }

    @Test func `what the form has no place for is not asked`() async throws {
        let check = try await Self.check(kind: .anthropic) { call in
            #expect(!["audio", "seed", "log-probabilities"].contains(call.place.sample))
            return Self.answer(call)
        }.carriedOut()
        let missing = check.findings.filter { $0.result == .notInForm }.map(\.question)
        #expect(missing == ["audio", "seed", "log-probabilities"])
    }

    @Test func `a parameter that was left out is told at the question that asked for it, once`() async throws {
        let journal = CheckJournal()
        let check = try await Self.check(journal: journal) { call in
            let dropped =
                ["text", "system prompt", "image", "audio", "JSON schema"].contains(call.place.sample)
                ? [] : ["temperature"]
            journal.note(
                Attempt(
                    number: 1, started: .now, elapsed: .zero, status: 200, sentParameters: "{}", dropped: dropped,
                    body: [], failure: nil), of: call)
            return Self.answer(call)
        }.carriedOut()
        #expect(
            check.findings.filter { $0.result == .refused } == [
                .init(question: "temperature", result: .refused, leftOut: ["temperature"])
            ])
        #expect(check.text(width: 100).contains("refused: temperature"))
    }

    @Test func `what was taken but did nothing is no yes`() async throws {
        let check = try await Self.check { call throws(ModelError) in
            if !call.prompt.media.isEmpty { throw .unsupported(what: "the medium as sent") }
            return Response(text: "ready")
        }.carriedOut()
        let no = check.findings.filter { $0.result == .no }
        #expect(no.map(\.question) == ["image", "audio", "JSON schema", "log-probabilities", "tools"])
        #expect(no.first?.detail == "the endpoint does not take the medium as sent")
    }

    @Test(arguments: [
        ModelError.unauthorized(status: 401), .notFound(code: nil), .quotaExhausted, .unavailable(status: nil),
        .timedOut,
    ])
    func `a model out of reach is an error, not a table of noes`(failure: ModelError) async {
        await #expect(throws: CommandFault.self) {
            try await Self.check { _ throws(ModelError) in throw failure }.carriedOut()
        }
    }

    @Test func `a schema that went in another form was taken, a refused parameter explains what did not come`()
        async throws
    {
        let journal = CheckJournal()
        let check = try await Self.check(journal: journal) { call in
            let dropped = ["JSON schema": ["output_config.format"], "log-probabilities": ["responseLogprobs"]]
            let sent = call.place.sample == "JSON schema" ? #"{"tool_choice":{"type":"tool","name":"colour"}}"# : "{}"
            journal.note(
                Attempt(
                    number: 1, started: .now, elapsed: .zero, status: 200, sentParameters: sent,
                    dropped: dropped[call.place.sample] ?? [], body: [], failure: nil), of: call)
            var response = Self.answer(call)
            response.logprobs = nil
            return response
        }.carriedOut()
        #expect(
            check.findings.first { $0.question == "JSON schema" }
                == .init(
                    question: "JSON schema", result: .yes, leftOut: ["output_config.format"],
                    detail: "in another form, without output_config.format"))
        #expect(
            check.findings.first { $0.question == "log-probabilities" }
                == .init(question: "log-probabilities", result: .refused, leftOut: ["responseLogprobs"]))
    }
}
