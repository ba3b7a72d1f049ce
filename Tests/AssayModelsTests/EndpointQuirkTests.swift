import AssayCore
import AssayModels
import AssaySimulator
import AssayTestSupport
import Testing

/// Every row of how real endpoints misbehave, as the client stores it: the table is `Quirk.expectation(in:)`.
///
/// Azure has OpenAI's rows behind its own addresses.
struct EndpointQuirkTests {
    /// A quirk in a wire form that has it.
    struct Pair: Sendable, Hashable, CustomTestStringConvertible {
        let quirk: Quirk
        let kind: EndpointKind
        var testDescription: String { "\(kind.rawValue)/\(quirk.modelName)" }

        var form: SimulatedForm {
            switch kind {
            case .openai, .azure: .openAI
            case .anthropic: .anthropic
            case .google: .gemini
            }
        }

        static let all = EndpointKind.allCases.flatMap { kind in
            Quirk.allCases.map { Pair(quirk: $0, kind: kind) }.filter { $0.quirk.forms.contains($0.form) }
        }
    }

    @Test(arguments: Pair.all)
    func `a quirk is stored as what it means`(pair: Pair) async throws {
        let expectation = try #require(pair.quirk.expectation(in: pair.form))
        try await Seen(pair).check(expectation)
    }

    @Test func `every quirk is asked in some form, and every form has some`() {
        #expect(Set(Pair.all.map(\.quirk)) == Set(Quirk.allCases))
        #expect(Set(Pair.all.map(\.kind)) == Set(EndpointKind.allCases))
    }

    /// What came of one call.
    struct Seen: Sendable {
        let pair: Pair
        let result: Result<Response, ModelError>
        let requests: Int
        let attempts: [Attempt]
        /// What the journal keeps for the call.
        let kept: Result<Response, ModelError>?
        /// The wait before the second request; zero where there was none.
        let wait: Duration

        init(_ pair: Pair) async throws {
            self.pair = pair
            let journal = MemoryJournal()
            let clock = ImpatientClock()
            let call = Call(Call.Place(sample: "1", trial: 1, role: .target), prompt: pair.quirk.prompt)
            let server = SimulatedServer()
            result = try await withServer(server.run) { port in
                let timeout = Duration.milliseconds(pair.quirk == .noReply ? 100 : 60_000)
                return try await withEndpoint(
                    port: port, kind: pair.kind, key: Secret("any"), timeout: timeout, clock: clock
                ) { endpoint in
                    let model = endpoint.model(pair.quirk.modelName, name: "lab/x", journal: journal)
                    return await AssayModelsTests.result(of: call, from: model)
                }
            }
            requests = server.counters.totals.requests
            attempts = journal.attempts
            kept = journal.reply(to: call)
            wait = clock.now.elapsed
        }

        func check(_ expectation: QuirkExpectation) {
            checkOutcome(expectation.outcome)
            // What is wrong with the account stops the run: the call stays open.
            let stopsRun = [.quotaExhausted, .unauthorized].contains(expectation.outcome)
            #expect(kept == (stopsRun ? nil : result))
            if let wanted = expectation.requests {
                #expect(requests == wanted, "asked \(requests) times")
            } else {
                #expect(requests > 1, "asked once")
            }
            if let wanted = expectation.wait { #expect(wanted.contains(wait), "waited \(wait)") }
            if let name = expectation.leftOut {
                #expect(attempts.last?.dropped.contains(name) == true)
                #expect(attempts.first?.sentParameters.contains("\"\(name)\":") == true)
                #expect(attempts.last?.sentParameters.contains("\"\(name)\":") == false)
            }
            if let name = expectation.putInstead {
                #expect(attempts.last?.sentParameters.contains("\"\(name)\":") == true)
            }
            guard case .success(let response) = result else { return }
            if let name = expectation.servedBy { #expect(response.servedBy == name) }
            switch expectation.tokens {
            case .unknown: #expect(response.usage == nil)
            case .stated(let prompt, let answer):
                #expect(response.usage?.promptTokens == prompt && response.usage?.answerTokens == answer)
            case nil: break
            }
        }

        private func checkOutcome(_ wanted: QuirkExpectation.Outcome) {
            switch (wanted, result) {
            case (.answered(let text, let reasoning, let stop), .success(let response)):
                #expect(response.text == text && response.reasoning == reasoning && response.stopReason == stop)
            case (.filtered(let text, let categories), .success(let response)):
                #expect(response.stopReason == .filtered && response.text == text)
                #expect(Set(categories).isSubset(of: response.categories), "\(response.categories)")
            case (.blockedInput(let categories), .failure(.blockedInput(let found))):
                #expect(Set(categories).isSubset(of: found), "\(found)")
            case (.tooLong, .failure(.tooLong)), (.malformed, .failure(.malformed)),
                (.timedOut, .failure(.timedOut)), (.rateLimited, .failure(.rateLimited)),
                (.quotaExhausted, .failure(.quotaExhausted)), (.unauthorized, .failure(.unauthorized)),
                (.unsupported, .failure(.unsupported)):
                break
            case (.unavailable(let status), .failure(.unavailable(let found))):
                #expect(status == nil || found == status)
            case (.rejected(let status), .failure(.rejected(let found, _))): #expect(found == status)
            default: Issue.record("wanted \(wanted), found \(result)")
            }
        }
    }
}
