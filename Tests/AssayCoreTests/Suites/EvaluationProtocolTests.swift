import AssayCore
import Testing

struct EvaluationProtocolTests {
    private static let paper = EvaluationProtocol(
        name: "stand-in/paper", source: "a stand-in", settings: SettingsTests.settings(trials: 3),
        published: [
            .init(field: "trials", published: "3"),
            .init(field: "judge.model", published: "old-judge", why: "that model has been retired"),
            .init(field: "target.temperature", published: Settings.notSet),
            .init(field: "target.top_p", published: Settings.notStated),
            .init(field: "target.answer_tokens", published: "500"),
        ])

    private static let faithful = [
        "trials": "3", "judge.model": "old-judge", "target.top_p": Settings.notStated, "target.answer_tokens": "500",
    ]

    @Test func `what is as published is no departure, nor is a field that both leave open`() {
        #expect(Self.paper.departures(used: Self.faithful) == [])
    }

    /// One field changed at a time: its value, nil where it is not set; what was published; why.
    @Test(
        arguments: [
            ("trials", "1", "3", "set by an option"),
            ("target.temperature", "0", "not set", "set by an option"),
            ("target.answer_tokens", nil, "500", "set by an option"),
            ("judge.model", "new-judge", "old-judge", "that model has been retired"),
            ("target.top_p", "0.95", "not stated by the publication", "the publication leaves it open"),
            ("target.top_p", nil, "not stated by the publication", "the publication leaves it open"),
        ] as [(String, String?, String, String)])
    func `a field that differs is named with both values and why`(
        field: String, used: String?, published: String, why: String
    ) {
        var fields = Self.faithful
        fields[field] = used
        let departure = Departure(field: field, published: published, used: used ?? "not set", why: why)
        #expect(Self.paper.departures(used: fields) == [departure])
    }

    @Test func `departures come in the order of the publication's fields`() {
        let departures = Self.paper.departures(used: ["something.else": "1"])
        #expect(departures.map(\.field) == ["trials", "judge.model", "target.top_p", "target.answer_tokens"])
        #expect(departures.map(\.used) == ["not set", "not set", "not set", "not set"])
    }
}
