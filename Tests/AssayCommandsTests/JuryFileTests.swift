import AssayCore
import AssayJudges
import Foundation
import Testing

@testable import AssayCommands

struct JuryFileTests {
    private static func read(_ text: String) throws -> JuryFile {
        try JuryFile(try YAMLValue(try YAMLFile(data: Data(text.utf8), name: "jury.yaml")))
    }

    @Test func `the example reads as it looks`() throws {
        let file = try Self.read(JuryFile.sample)
        #expect(file.models[.juror(1)] == "openai/gpt-4o")
        #expect(file.models[.juror(5)] == "lab/our-judge")
        #expect(file.models[.foreman] == "openai/gpt-4.1")
        #expect(file.models.count == 6)
        let plan = file.plan(in: nil)
        let standard = JuryPersonas.standard(in: nil)
        #expect(plan.seats.map(\.weight) == [1, 1, 1, 1, 1])
        #expect(plan.seats[0].persona == standard[0])
        #expect(plan.seats[1].persona == standard[1])
        #expect(plan.seats[2].persona.name == "literal-reader")
        #expect(plan.seats[3].persona.name == "locksmith")
        #expect(plan.seats[3].persona.words.hasPrefix("You have made locks"))
        #expect(plan.rounds == 1 && !plan.stopsWhenUnanimous && !plan.isSequential && plan.restatesExchange)
    }

    @Test func `a single model takes the five standard seats, in the language of the rubric`() throws {
        let file = try Self.read("model: lab/judge\nrounds: 0\nsequential: true")
        #expect(file.models == Dictionary(uniqueKeysWithValues: (1...5).map { (Role.juror($0), "lab/judge") }))
        #expect(file.plan(in: nil).seats.map(\.persona) == JuryPersonas.standard(in: nil))
        #expect(file.plan(in: .chinese).seats.map(\.persona) == JuryPersonas.standard(in: .chinese))
        #expect(file.plan(in: nil).rounds == 0)
        #expect(file.plan(in: nil).isSequential)
    }

    @Test func `words of one's own are a persona, and their name gives nothing of them away`() throws {
        let file = try Self.read(
            "jurors: [{model: a/b, persona: You keep bees.}, {model: a/b}, {model: a/b, persona: 养蜂人}]")
        let seats = file.plan(in: nil).seats
        #expect(seats[0].persona.words == "You keep bees.")
        #expect(seats[0].persona.name.hasPrefix("own words"))
        #expect(seats[2].persona.words == "养蜂人")
    }

    @Test(arguments: [
        ("jurors: []", "line 1, jurors: a jury has no juror"),
        ("jurors: [{model: a/b}]", "a jury of one is a judge; name it with --judge"),
        ("jurors: [{model: a/b}, {model: a/b}]", "2 jurors of these weights can be tied"),
        ("jurors: [{model: a/b, weight: 2}, {model: a/b}, {model: a/b}]", "3 jurors of these weights can be tied"),
        ("rounds: 1", "there is no 'jurors'"), ("model: a/b\njurors: [{model: a/b}]", "are both there"),
        ("jurors: [{persona: x}, {model: a/b}, {model: a/b}]", "the juror has no 'model'"),
        ("jurors: [{model: a/b, persona: hothead}, {model: a/b}, {model: a/b}]", "no standard persona 'hothead'"),
        ("jurors: [{model: a/b, persona: {name: x}}, {model: a/b}, {model: a/b}]", "'name' or 'words' is missing"),
        ("jurors: [{model: a/b, weight: 0}, {model: a/b}, {model: a/b}]", "0 is out of range; give 1 to 100"),
        ("model: a/b\nrounds: 11", "11 is out of range; give 0 to 10"),
        ("model: a/b\nsequential: yes", "true nor false"),
        ("model: a/b\nquorum: 3", "there is no such key"), ("- a/b", "is not a mapping"),
    ])
    func `a file that is no jury says where and what to do`(_ text: String, _ problem: String) throws {
        let fault = try #require(throws: CommandFault.self) { try Self.read(text) }
        #expect(fault.description.contains(problem), "\(fault)")
        #expect(fault.description.hasPrefix("jury.yaml"))
    }

    @Test(arguments: [
        ([1, 1], true), ([1, 1, 1], false), ([2, 1], false), ([2, 1, 1], true), ([3, 1, 1], false),
        ([1, 1, 1, 1], true),
        ([3, 2, 2], false), ([3, 2, 1], true), ([5, 3, 3, 1], true), ([5, 3, 3, 3], false),
    ])
    func `a jury can be tied where its weights make two equal sides`(_ weights: [Int], _ canTie: Bool) {
        #expect(JuryFile.canTie(weights) == canTie)
    }
}
