import AssayCore
import AssayJudges
import AssayModels

/// A jury as a user writes it in YAML: who is seated, from which point of view, with which weight, and how they deliberate.
struct JuryFile: Sendable {
    /// The models by role: the jurors, and the foreman where there is one.
    let models: [Role: String]
    private let seats: [Seat]
    private let plan: JuryPlan

    private struct Seat {
        /// Nil for the standard one of the seat.
        let persona: Persona?
        let weight: Int
    }

    /// A point of view as the file names it.
    private enum Persona {
        case standard(Int)
        case own(JuryPlan.Persona)
    }

    /// An example that parses; the documentation shows it.
    static let sample = """
        jurors:
          - model: openai/gpt-4o
          - model: anthropic/claude-sonnet-4-5
          - model: google/gemini-2.5-pro
            persona: literal-reader
          - model: openai/gpt-4.1
            persona:
              name: locksmith
              words: You have made locks for thirty years and know what people do with them.
          - model: lab/our-judge
        foreman: openai/gpt-4.1
        rounds: 1
        stop_when_unanimous: false
        sequential: false
        """

    /// The most jurors, rounds and weight that a file may ask for.
    private static let most = (jurors: 25, rounds: 10, weight: 100)
    private static let remedy = "name a YAML file with a list 'jurors' (docs/juries.md)"

    /// The jury of a file.
    static func read(at path: String) throws -> JuryFile {
        try JuryFile(try YAMLValue(try YAMLFile(at: path, remedy: remedy)))
    }

    init(_ root: YAMLValue) throws {
        let values = try root.object([
            "model", "jurors", "foreman", "rounds", "stop_when_unanimous", "sequential", "restates_exchange",
        ])
        let (seats, jurors) = try Self.seats(values, in: root)
        var models: [Role: String] = [:]
        for (index, model) in jurors.enumerated() { models[.juror(index + 1)] = model }
        models[.foreman] = try values["foreman"]?.text()
        self.models = models
        self.seats = seats
        let rounds = try values["rounds"].map { try Self.whole($0, 0...Self.most.rounds) } ?? 1
        plan = JuryPlan(
            seats: [], rounds: rounds, stopsWhenUnanimous: try values["stop_when_unanimous"]?.flag() ?? false,
            isSequential: try values["sequential"]?.flag() ?? false,
            restatesExchange: try values["restates_exchange"]?.flag() ?? true)
        guard !Self.canTie(seats.map(\.weight)) else {
            throw (values["jurors"] ?? root).fault(
                "\(seats.count) jurors of these weights can be tied, half against half",
                "seat one more or one less, or weigh them so that no two sides are equal")
        }
    }

    /// The jurors that a file lists, or the standard five of a single model.
    private static func seats(
        _ values: [String: YAMLValue], in root: YAMLValue
    ) throws -> (seats: [Seat], models: [String]) {
        let standard = JuryPersonas.standard(in: nil).count
        switch (values["model"], values["jurors"]) {
        case (let model?, nil):
            let name = try model.text()
            return (
                (0..<standard).map { Seat(persona: .standard($0), weight: 1) }, Array(repeating: name, count: standard)
            )
        case (nil, let list?):
            let entries = try list.list()
            guard !entries.isEmpty else { throw list.fault("a jury has no juror", "list three or more") }
            guard entries.count > 1 else {
                throw list.fault("a jury of one is a judge", "name it with --judge, or list three jurors or more")
            }
            guard entries.count <= most.jurors else {
                throw list.fault("holds \(entries.count) jurors", "list \(most.jurors) at most")
            }
            let jurors = try entries.map(juror)
            return (jurors.map(\.seat), jurors.map(\.model))
        case (nil, nil):
            throw root.fault(
                "there is no 'jurors'", "list them, or name one 'model' for the \(standard) standard jurors")
        case (_?, _?):
            throw root.fault("'model' and 'jurors' are both there", "give one of them")
        }
    }

    private static func juror(_ entry: YAMLValue) throws -> (seat: Seat, model: String) {
        let values = try entry.object(["model", "persona", "weight"])
        guard let model = values["model"] else { throw entry.fault("the juror has no 'model'", "name one") }
        let weight = try values["weight"].map { try whole($0, 1...most.weight) } ?? 1
        return (Seat(persona: try values["persona"].map(persona), weight: weight), try model.text())
    }

    /// A standard persona by its name, or words of the user's own.
    private static func persona(_ value: YAMLValue) throws -> Persona {
        let names = JuryPersonas.standard(in: nil).map(\.name)
        guard let text = try? value.text() else {
            let values = try value.object(["name", "words"])
            guard let name = try values["name"]?.text(), let words = try values["words"]?.text() else {
                throw value.fault("'name' or 'words' is missing", "give both, or the name of a standard persona")
            }
            return .own(.init(name: name, words: words))
        }
        if let index = names.firstIndex(of: text) { return .standard(index) }
        guard text.contains(where: \.isWhitespace) || text.contains(where: { !$0.isASCII }) else {
            throw value.fault(
                "there is no standard persona '\(text.prefix(40))'",
                "there are \(names.joined(separator: ", ")); or write the persona's own words")
        }
        return .own(.init(name: "own words, SHA-256 \(Digest(of: text).hex.prefix(8))", words: text))
    }

    private static func whole(_ value: YAMLValue, _ range: ClosedRange<Int>) throws -> Int {
        let number = try value.whole()
        guard range.contains(number) else {
            throw value.fault("\(number) is out of range", "give \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Whether two sides of equal weight can be made of all jurors.
    static func canTie(_ weights: [Int]) -> Bool {
        let total = weights.reduce(0, +)
        guard total.isMultiple(of: 2) else { return false }
        var sums: Set = [0]
        for weight in weights { sums.formUnion(sums.map { $0 + weight }) }
        return sums.contains(total / 2)
    }

    /// The jury's plan, with standard personas in the language of the judge's words.
    func plan(in language: Language?) -> JuryPlan {
        let standard = JuryPersonas.standard(in: language)
        var plan = plan
        plan.seats = seats.enumerated().map { index, seat in
            switch seat.persona {
            case .own(let persona): .init(persona: persona, weight: seat.weight)
            case .standard(let number): .init(persona: standard[number], weight: seat.weight)
            case nil: .init(persona: standard[index % standard.count], weight: seat.weight)
            }
        }
        return plan
    }
}
