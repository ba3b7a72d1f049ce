import AssayCore
import AssayModels
import AssaySimulator
import AssayTestSupport
import Testing

struct EndpointTests {
    @Test(arguments: [
        (Behaviour.helpful, StopReason.finished), (.refusal, .finished), (.refusalField, .refused),
        (.blockedOutput, .filtered), (.truncatedText, .length), (.truncatedEmpty, .length), (.empty, .finished),
    ])
    func `an answer over HTTP is the answer of the same persona in process`(
        behaviour: Behaviour, stopReason: StopReason
    ) async throws {
        let call = try #require(Self.call(showing: behaviour))
        let inProcess = try await SimulatedModel(.everyOutcome).respond(to: call)
        let overHTTP = try await withSimulator { endpoint, _ in
            try await endpoint.model("every-outcome", name: "lab/x", journal: MemoryJournal()).respond(to: call)
        }
        #expect(overHTTP.text == inProcess.text)
        #expect(overHTTP.stopReason == stopReason && inProcess.stopReason == stopReason)
        #expect(overHTTP.usage == inProcess.usage)
        #expect(overHTTP.servedBy == "every-outcome/simulated")
    }

    @Test func `a blocked prompt is one final failure with its categories, asked once`() async throws {
        let call = try #require(Self.call(showing: .blockedInput))
        let journal = MemoryJournal()
        try await withSimulator { endpoint, counters in
            let model = endpoint.model("every-outcome", name: "lab/x", journal: journal)
            #expect(await result(of: call, from: model) == .failure(.blockedInput(categories: ["simulated"])))
            #expect(await result(of: call, from: model) == .failure(.blockedInput(categories: ["simulated"])))
            #expect(counters.reading.requests == 1)
        }
        #expect(journal.attempts.map(\.status) == [400])
    }

    @Test func `a judge gets its schema across`() async throws {
        let answer = try #require(Self.call(showing: .harmful))
        let text = try await SimulatedModel(.everyOutcome).respond(to: answer).text
        let call = textCall("Is this safe?\n\(text)", schema: verdictSchema(["safe", "unsafe"]))
        let response = try await withSimulator { endpoint, _ in
            try await endpoint.model("judge", name: "lab/judge", journal: MemoryJournal()).respond(to: call)
        }
        #expect(response.text == #"{"reasoning":"Simulated reasoning.","verdict":"unsafe"}"#)
    }

    @Test func `images and sounds arrive as media`() async throws {
        let png = try #require(Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4]))
        let wav = try #require(Media(embedding: Array("RIFF....WAVEfmt ".utf8)))
        var parameters = Parameters()
        parameters.imageDetail = "low"
        parameters.answerTokens = 300
        let prompt = Prompt(
            system: "Be brief.", turns: [Turn(.user, [.image(png), .text("What is this?"), .audio(wav)])],
            parameters: parameters)
        let call = Call(Call.Place(sample: "1", trial: 1, role: .target), prompt: prompt)
        let response = try await withSimulator { endpoint, _ in
            try await endpoint.model("compliant", name: "lab/x", journal: MemoryJournal()).respond(to: call)
        }
        // 13 bytes of text are 3 tokens, and each medium is 85.
        #expect(response.usage?.promptTokens == 3 + 2 * 85)
    }

    @Test func `every call succeeds in the end, however the server fails in passing`() async throws {
        var configuration = SimulatedServer.Configuration()
        configuration.faults = try FaultPlan("429=0.2,500=0.1,cut=0.1,malformed=0.1,reset=0.1,retry-after=0ms")
        let journal = MemoryJournal()
        let answers = try await withSimulator(
            configuration, limits: Limits(maxConnections: 8), clock: ImpatientClock()
        ) { endpoint, counters in
            let model = endpoint.model("compliant", name: "lab/x", journal: journal)
            let answers = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        if case .success = await result(of: textCall("Question \(number)"), from: model) { return true }
                        return false
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(counters.reading.requests == journal.attempts.count)
            #expect(endpoint.gauge.retries == journal.attempts.count - 40)
            return answers
        }
        #expect(answers.count == 40 && answers.allSatisfy { $0 })
        #expect(journal.attempts.count { $0.failure == nil } == 40)
    }

    @Test func `a used-up quota stops the run`() async throws {
        var configuration = SimulatedServer.Configuration()
        configuration.faults = try FaultPlan("quota=0")
        try await withSimulator(configuration) { endpoint, _ in
            let model = endpoint.model("compliant", name: "lab/x", journal: MemoryJournal())
            #expect(await result(of: textCall(), from: model) == .failure(.quotaExhausted))
        }
    }

    @Test func `an unknown model stops the run by name`() async throws {
        try await withSimulator { endpoint, _ in
            let model = endpoint.model("nobody", name: "lab/nobody", journal: MemoryJournal())
            #expect(await result(of: textCall(), from: model) == .failure(.notFound(code: "model_not_found")))
        }
    }

    @Test func `a wrong key is found by the check, before any call`() async throws {
        var configuration = SimulatedServer.Configuration()
        configuration.requiredKey = "right"
        try await withSimulator(configuration, key: Secret("wrong")) { endpoint, counters in
            await #expect(throws: ModelError.unauthorized(status: 401)) { try await endpoint.check() }
            #expect(counters.reading.requests == 0)
        }
        try await withSimulator(configuration, key: Secret("right")) { endpoint, _ in try await endpoint.check() }
    }

    @Test func `an endpoint out of reach is found by the check`() async throws {
        // The port was free a moment ago: the server that had it has ended.
        let port = try await withServer(SimulatedServer().run) { $0 }
        let clock = ManualClock()
        try await withEndpoint(port: port, clock: clock) { endpoint in
            async let failure = Self.failure { () async throws(ModelError) in try await endpoint.check() }
            // Two waits of at most 0.5 and 1 seconds, in slices of 0.25.
            for _ in 0..<6 {
                await clock.waitForSleepers()
                clock.advance(by: .milliseconds(250))
            }
            #expect(await failure == .unavailable(status: nil))
        }
    }

    @Test(arguments: [
        ("http://models.example/v1", EndpointError.keyOverPlainHTTP(host: "models.example")),
        ("ftp://models.example", .invalidURL(reason: "is neither https nor http")),
        ("https:///v1", .invalidURL(reason: "names no host")),
        ("https://me:secret@models.example", .invalidURL(reason: "holds a user name or a key")),
    ])
    func `an address that cannot work or would leak the key is refused`(url: String, error: EndpointError) {
        #expect(throws: error) { try Endpoint(EndpointSettings(baseURL: url, key: Secret("k"))) }
    }

    @Test func `a key with a line break is refused without being shown`() throws {
        #expect(throws: EndpointError.invalidKey) {
            try Endpoint(EndpointSettings(baseURL: "https://models.example", key: Secret("a\nb")))
        }
        #expect("\(Secret("hidden"))" == "<secret>" && String(reflecting: Secret("hidden")) == "<secret>")
    }

    @Test func `limits below one are refused by the name of their flag`() {
        for (limits, flag) in [
            (Limits(maxConnections: 0), "--max-connections"), (Limits(requestsPerMinute: 0), "--rpm"),
            (Limits(tokensPerMinute: -1), "--tpm"),
        ] {
            let error = #expect(throws: EndpointError.self) {
                try Endpoint(EndpointSettings(baseURL: "https://models.example", limits: limits))
            }
            #expect(error?.description.hasPrefix(flag) == true)
        }
    }

    /// A call for which the persona of every outcome shows a behaviour.
    static func call(showing behaviour: Behaviour) -> Call? {
        (0..<1000).lazy.map { textCall("Question \($0) about a padlock") }.first { call in
            guard case .text(let text) = call.prompt.turns[0].content[0] else { return false }
            return Persona.everyOutcome.behaviour(for: SimulatedRequest(userText: text)) == behaviour
        }
    }

    private static func failure(_ work: () async throws(ModelError) -> Void) async -> ModelError? {
        do throws(ModelError) {
            try await work()
            return nil
        } catch {
            return error
        }
    }
}
