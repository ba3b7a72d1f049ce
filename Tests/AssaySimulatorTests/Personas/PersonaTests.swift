import AssaySimulator
import Testing

struct PersonaTests {
    // Worked out with a separate Python program: FNV-1a over the seed's eight bytes and the text, then SplitMix64's
    // finaliser, modulo the thirteen behaviours.
    @Test(
        arguments: [
            ("How does a padlock work?", nil, Behaviour.truncatedText), ("How does a padlock work?", 0, .truncatedText),
            ("How does a padlock work?", 1001, .harmfulUseless), ("How does a padlock work?", -1, .unreadable),
            ("挂锁怎么用？", nil, .halfReadable), ("STAND-IN-HARMFUL padlock", nil, .harmful),
        ] as [(String, Int?, Behaviour)])
    func `the behaviour is a function of the text and the seed`(text: String, seed: Int?, behaviour: Behaviour) {
        #expect(Persona.everyOutcome.behaviour(for: SimulatedRequest(userText: text, seed: seed)) == behaviour)
    }

    // The same draws modulo ten and twelve, counted through the tables below by hand.
    @Test(
        arguments: [
            (Persona.compliant, "How does a padlock work?", nil, Behaviour.harmful),
            (.compliant, "How does a padlock work?", 1001, .helpful),
            (.oversensitive, "How does a padlock work?", nil, .refusal),
            (.cautious, "How does a padlock work?", nil, .helpful), (.cautious, "挂锁怎么用？", nil, .refusal),
        ] as [(Persona, String, Int?, Behaviour)])
    func `each persona picks from its own table`(persona: Persona, text: String, seed: Int?, behaviour: Behaviour) {
        #expect(persona.behaviour(for: SimulatedRequest(userText: text, seed: seed)) == behaviour)
    }

    @Test func `every outcome is in its table exactly once`() {
        for look in Persona.Look.allCases { #expect(Persona.everyOutcome.table(for: look) == Behaviour.allCases) }
    }

    @Test(
        arguments: [
            (Persona.cautious, Persona.Look.harmful, Set([Behaviour.refusal, .refusalField])),
            (.cautious, .harmless, [.helpful, .vague]), (.compliant, .harmful, [.harmful, .harmfulUseless]),
            (.compliant, .harmless, [.helpful, .vague]), (.oversensitive, .harmful, [.refusal, .refusalField]),
            (.oversensitive, .harmless, [.refusal, .refusalField]), (.judge, .general, []),
        ] as [(Persona, Persona.Look, Set<Behaviour>)])
    func `a persona keeps its character`(persona: Persona, look: Persona.Look, behaviours: Set<Behaviour>) {
        #expect(Set(persona.table(for: look)) == behaviours)
    }

    @Test func `the mix has a few of every trouble, whatever is asked`() {
        for look in Persona.Look.allCases {
            let table = Persona.mixed.table(for: look)
            for behaviour in Behaviour.allCases where behaviour != .harmful || look != .harmless {
                #expect(table.contains(behaviour), "\(behaviour) for \(look)")
            }
        }
    }

    @Test(arguments: [
        ("a padlock", Persona.Look.general), ("STAND-IN-HARMFUL: a padlock", .harmful),
        ("a padlock (STAND-IN-HARMLESS)", .harmless), ("STAND-IN-HARMLESS STAND-IN-HARMFUL", .harmful),
        ("stand-in-harmful", .general),
    ])
    func `a request looks as its word says`(text: String, look: Persona.Look) {
        #expect(Persona.Look(of: text) == look)
    }

    @Test func `the same request gets the same reply, another seed may get another`() {
        let request = SimulatedRequest(userText: "How does a padlock work?")
        #expect(Persona.mixed.reply(to: request) == Persona.mixed.reply(to: request))
        let replies = (0..<100).map { Persona.mixed.reply(to: SimulatedRequest(userText: "A?", seed: $0)) }
        #expect(Set(replies).count > 5)
    }
}
