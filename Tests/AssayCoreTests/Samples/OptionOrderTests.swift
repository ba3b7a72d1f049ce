import AssayCore
import Foundation
import Testing

struct OptionOrderTests {
    private static let options = ["A": "Push", "B": "Pull", "C": "Turn", "D": "Wait"]

    private static func sample(_ id: String = "1001", key: String = "C", options: [String: String] = options) -> Sample
    {
        Sample(id: id, groups: [:], content: [], target: .choice(key: key, options: options), language: .english)
    }

    private static func shown(_ sample: Sample, _ order: OptionOrder, trial: Int = 1) throws -> ShownOptions {
        try #require(ShownOptions(of: sample, order: order, trial: trial))
    }

    @Test func `as published the letters are the benchmark's own`() throws {
        let shown = try Self.shown(Self.sample(), .published, trial: 3)
        #expect(shown.texts == ["Push", "Pull", "Turn", "Wait"])
        #expect(shown.key == .c)
        #expect(shown.letters == [.a, .b, .c, .d])
    }

    @Test func `each rotation shows each option in another place, and the key follows its text`() throws {
        let shown = try (1...4).map { try Self.shown(Self.sample(), .cyclic, trial: $0) }
        #expect(
            shown.map(\.texts) == [
                ["Push", "Pull", "Turn", "Wait"], ["Pull", "Turn", "Wait", "Push"], ["Turn", "Wait", "Push", "Pull"],
                ["Wait", "Push", "Pull", "Turn"],
            ])
        #expect(shown.map(\.key) == [.c, .b, .a, .d])
    }

    @Test(arguments: 0..<50)
    func `shuffled options are the same ones, and the key follows its text`(seed: Int) throws {
        let shown = try Self.shown(Self.sample(), .shuffled(seed: seed))
        #expect(shown.texts.sorted() == ["Pull", "Push", "Turn", "Wait"])
        let place = try #require(ChoiceLabel.letters.firstIndex(of: shown.key))
        #expect(shown.texts[place] == "Turn")
        // By seed and sample alone: the same in every trial, in every shard, after a resume.
        #expect(try Self.shown(Self.sample(), .shuffled(seed: seed), trial: 3) == shown)
    }

    /// Of 2,400 draws each of the 24 arrangements is due 100 times: chi-squared with 23 degrees of freedom stays below
    /// 49.7 in 99.9 % of cases.
    @Test(arguments: [true, false])
    func `all arrangements are equally likely over seeds and over samples`(bySeed: Bool) throws {
        var counts: [[String]: Int] = [:]
        for draw in 0..<2400 {
            let sample = Self.sample(bySeed ? "1001" : "\(1000 + draw)")
            counts[try Self.shown(sample, .shuffled(seed: bySeed ? draw : 7)).texts, default: 0] += 1
        }
        #expect(counts.count == 24)
        let chiSquared = counts.values.reduce(0.0) { $0 + pow(Double($1) - 100, 2) / 100 }
        #expect(chiSquared < 49.7, "\(chiSquared)")
    }

    @Test func `a sample without options, with too many, or with a key of its own offers nothing`() {
        let other = Sample(id: "1", groups: [:], content: [], target: .helpfulness, language: .english)
        let many = Dictionary(uniqueKeysWithValues: "ABCDEFGHI".map { (String($0), "text") })
        for sample in [other, Self.sample(options: many), Self.sample(key: "E"), Self.sample(options: [:])] {
            #expect(ShownOptions(of: sample, order: .cyclic, trial: 2) == nil)
        }
    }

    @Test func `settings of an older run file show options as published`() throws {
        let old = #"{"trials":1,"target":{},"judge":{},"seed":1,"sends_seed":true}"#
        var settings = try JSONDecoder().decode(Settings.self, from: Data(old.utf8))
        #expect(settings.optionOrder == .published)
        #expect(settings.fields["options.order"] == nil)
        for order in [OptionOrder.shuffled(seed: -3), .cyclic, .published] {
            settings.optionOrder = order
            let again = try JSONDecoder().decode(Settings.self, from: try JSONEncoder().encode(settings))
            #expect(again == settings && again.optionOrder == order)
        }
        #expect(!String(decoding: try JSONEncoder().encode(settings), as: UTF8.self).contains("option_order"))
        settings.optionOrder = .shuffled(seed: 7)
        #expect(settings.fields["options.order"] == "shuffled, seed 7")
    }
}
