import AssayCore
import AssayModels
import AssaySimulator
import AssayTestSupport
import Testing

/// Every row of how real endpoints misbehave, as the client stores it: the table is `Quirk.expectation(in:)`.
///
/// A form is tested as soon as an endpoint speaks it: add it to `forms`, and its kind to `endpoint(for:port:)`.
struct EndpointQuirkTests {
    /// The forms that the client speaks.
    static let forms: [SimulatedForm] = [.openAI]

    /// A quirk in one of its forms.
    struct Pair: Sendable, Hashable, CustomTestStringConvertible {
        let quirk: Quirk
        let form: SimulatedForm
        var testDescription: String { "\(form.rawValue)/\(quirk.modelName)" }

        static let all = Quirk.allCases.flatMap { quirk in
            quirk.forms.filter(forms.contains).map { Pair(quirk: quirk, form: $0) }
        }
    }

    /// What the client gets wrong, with what it does instead; each is an error to be mended, not a rule.
    static let known: Set<Pair> = [
        // Stored as rejected: the code is `invalid_value`, and the format is named by the parameter alone.
        Pair(quirk: .audioFormatRefused, form: .openAI)
    ]

    @Test(arguments: Pair.all)
    func `a quirk is stored as what it means`(pair: Pair) async throws {
        let expectation = try #require(pair.quirk.expectation(in: pair.form))
        let seen = try await Seen(pair)
        withKnownIssue {
            seen.check(expectation)
        } when: {
            Self.known.contains(pair)
        }
    }

    /// An endpoint that speaks a form.
    static func settings(for form: SimulatedForm, port: Int) -> EndpointSettings {
        let path =
            switch form {
            case .openAI, .anthropic: "v1"
            case .gemini: "v1beta"
            }
        return EndpointSettings(
            baseURL: "http://127.0.0.1:\(port)/\(path)/", key: Secret("any"), timeout: .seconds(60))
    }

    /// What came of one call.
    struct Seen: Sendable {
        let pair: Pair
        let result: Result<Response, ModelError>
        let requests: Int
        let attempts: [Attempt]
        /// The wait before the second request; zero where there was none.
        let wait: Duration

        init(_ pair: Pair) async throws {
            self.pair = pair
            let journal = MemoryJournal()
            let clock = ImpatientClock()
            let call = Call(Call.Place(sample: "1", trial: 1, role: .target), prompt: pair.quirk.prompt)
            let server = SimulatedServer()
            result = try await withServer(server.run) { port in
                var settings = EndpointQuirkTests.settings(for: pair.form, port: port)
                if pair.quirk == .noReply { settings.timeout = .milliseconds(100) }
                let endpoint = try Endpoint(settings, clock: clock)
                let model = endpoint.model(pair.quirk.modelName, name: "lab/x", journal: journal)
                let outcome = await AssayModelsTests.result(of: call, from: model)
                try await endpoint.shutdown()
                return outcome
            }
            requests = server.counters.totals.requests
            attempts = journal.attempts
            wait = clock.now.elapsed
        }

        func check(_ expectation: QuirkExpectation) {
            checkOutcome(expectation.outcome)
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
