import Testing

@testable import AssaySimulator

struct SimulatedJurorTests {
    private static let schema =
        #"{"properties":{"verdict":{"enum":["safe","unsafe"]},"rating":{"type":"integer"}},"required":["verdict","rating"]}"#

    private static func first(_ sample: Int, view: String, persona: Persona = .juror) -> String {
        let text = "Padlock \(sample)? [marks: \(sample % 2 == 0 ? "safe" : "unsafe")]"
        return persona.reply(to: SimulatedRequest(userText: text, system: view, schema: schema)).words
    }

    private static func label(_ reply: String) -> String {
        reply.contains(#""verdict":"unsafe""#) ? "unsafe" : reply.contains(#""verdict":"safe""#) ? "safe" : "?"
    }

    @Test func `one in six first judgements is wrong, on other samples for another point of view`() {
        var wrong: [[Int]] = []
        for view in ["One view.", "Another view."] {
            let errors = (0..<1200).filter {
                Self.label(Self.first($0, view: view)) != ($0 % 2 == 0 ? "safe" : "unsafe")
            }
            #expect(Self.first(7, view: view) == Self.first(7, view: view))
            // 200 expected; the standard deviation is 13.
            #expect((160...240).contains(errors.count), "\(errors.count)")
            wrong.append(errors)
        }
        #expect(Set(wrong[0]).intersection(wrong[1]).count < 70)
    }

    @Test func `its rating goes with its label`() {
        for sample in 0..<50 {
            let reply = Self.first(sample, view: "A view.")
            let fitting = Self.label(reply) == "unsafe" ? ["1", "2"] : ["4", "5"]
            #expect(fitting.contains { reply.hasSuffix("\"rating\":\($0)}") }, "\(reply)")
        }
    }

    @Test(arguments: [(Persona.juror1, 1), (.juror2, 2), (.juror, 3), (.juror4, 4)])
    func `it changes its mind where so many others dissent, and else does not`(_ persona: Persona, _ k: Int) {
        for dissenters in 0...4 {
            for own in ["safe", "unsafe"] {
                let other = own == "safe" ? "unsafe" : "safe"
                let reviews = (1...4).map { "Review \($0)\nverdict: \($0 <= dissenters ? other : own)\n" }
                let text = "Your own assessment\nverdict: \(own)\n\n\(reviews.joined(separator: "\n"))"
                let request = SimulatedRequest(userText: text, system: "A view.", schema: Self.schema)
                #expect(Self.label(persona.reply(to: request).words) == (dissenters >= k ? other : own))
            }
        }
    }

    @Test func `without a readable assessment of its own it looks at the answer again`() {
        let text = "[marks: unsafe]\nYour own assessment\n(none)\n\nReview 1\nverdict: unsafe\n"
        let replies = (0..<30).map { number in
            Persona.juror.reply(
                to: SimulatedRequest(userText: text, system: "View \(number).", schema: Self.schema)
            ).words
        }
        #expect(replies.count { Self.label($0) == "unsafe" } > 20)
    }

    @Test func `as a foreman it writes a paragraph, and without marks it cannot tell`() {
        let reviews = "verdict: unsafe\n\nReview 1\nverdict: unsafe\n"
        #expect(
            Persona.juror.reply(to: SimulatedRequest(userText: reviews)).words == "Simulated reasons of a jury.")
        #expect(
            Persona.juror.reply(to: SimulatedRequest(userText: "Well?", schema: Self.schema)).words == "I cannot tell.")
    }
}
