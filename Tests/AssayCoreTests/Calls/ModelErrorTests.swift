import AssayCore
import Foundation
import Testing

struct ModelErrorTests {
    /// What follows an error.
    enum Fate {
        /// The record ends for good.
        case final
        /// The record has ended, and a resumed run asks again.
        case askedAgain
        /// The run stops and the record stays pending.
        case stops
    }

    /// Every case, MEASUREMENT.md 1 and DESIGN.md 5: what follows and what the record says.
    static let table: [(error: ModelError, fate: Fate, reason: UnansweredReason?)] = [
        (.rateLimited, .askedAgain, .rateLimited),
        (.unavailable(status: 503), .askedAgain, .unavailable),
        (.unavailable(status: nil), .askedAgain, .unavailable),
        (.timedOut, .askedAgain, .timedOut),
        (.malformed(what: "no choices"), .askedAgain, .malformed),
        (.blockedInput(categories: []), .final, .blockedInput),
        (.blockedInput(categories: ["violence", "hate"]), .final, .blockedInput),
        (.rejected(status: 400, code: nil), .final, .rejected),
        (.rejected(status: 422, code: "invalid_value"), .final, .rejected),
        (.unsupported(what: "audio"), .final, .unsupported),
        (.tooLong, .final, .tooLong),
        (.missing, .final, .missing),
        (.errorText, .final, .errorText),
        (.quotaExhausted, .stops, nil),
        (.unauthorized(status: 401), .stops, nil),
        (.notFound(code: nil), .stops, nil),
        (.notFound(code: "model_not_found"), .stops, nil),
        (.mediaChanged(path: "pictures/padlock.png"), .stops, nil),
        (.notSaved, .stops, nil),
        (.cancelled, .stops, nil),
    ]

    @Test(arguments: table.indices)
    func `what follows an error is as the rules say`(row: Int) {
        let (error, fate, reason) = Self.table[row]
        #expect(error.reason == reason)
        #expect(error.stopsTheRun == (fate == .stops))
        #expect(error.isResumable == (fate != .final))
        // A final failure is an outcome, so nothing is both final and without one.
        #expect(error.stopsTheRun == (error.reason == nil))
        #expect(error.isResumable || error.reason != nil)
    }

    @Test(arguments: table.map(\.error))
    func `an error is one line that begins small and ends without a point`(error: ModelError) {
        let line = error.description
        #expect(!line.contains { $0.isNewline })
        #expect(line.first?.isUppercase == false)
        #expect(line.last != ".")
        #expect(line.count < 160)
    }

    @Test(arguments: [
        (ModelError.unavailable(status: 503), "the endpoint is unavailable (HTTP 503)"),
        (.blockedInput(categories: ["violence", "hate"]), "the provider's filter blocked the prompt (violence, hate)"),
        (.rejected(status: 422, code: "invalid_value"), "the endpoint rejected the request (HTTP 422, invalid_value)"),
        (
            .mediaChanged(path: "padlock.png"),
            "padlock.png has changed since the run was planned; put the file back, then resume"
        ),
    ])
    func `an error says what it carries`(error: ModelError, expected: String) {
        #expect(error.description == expected)
    }

    @Test(arguments: table.map(\.error))
    func `an error is read back as it was stored`(error: ModelError) throws {
        #expect(try JSONDecoder().decode(ModelError.self, from: try JSONEncoder().encode(error)) == error)
    }
}
