import Foundation

/// How much longer runs take than the waiting that nothing can spare them: calls of 200 ms, 200 at once.
///
/// The calls are texts. The whole command is timed, from the start of its process to the end: planning, storing and the
/// report are in it. What it takes before the first call and after the last hardly grows with the calls, so two numbers of
/// calls are measured.
struct Waiting {
    static let latency = Duration.milliseconds(200)
    static let width = 200
    static let samples = 1000

    /// A run of so many calls.
    struct Run: Equatable {
        let calls: Int
        let wall: Duration

        /// What a client that takes no time itself would take.
        var ideal: Duration { Waiting.latency * ((calls + Waiting.width - 1) / Waiting.width) }
        var ratio: Double { wall / ideal }
    }

    let assay: String
    let port: Int
    let folder: String

    /// The median of runs in which each sample is asked so many times.
    func measure(trials: Int, runs: Int) throws -> Run {
        let suite = try Self.writeSuite(in: folder)
        var walls: [Duration] = []
        for _ in 0..<runs {
            let usage = try Child(
                Command(
                    assay,
                    [
                        "run", suite, "--target", "openai/compliant", "--no-judge", "--trials", String(trials),
                        "--max-connections", String(Self.width), "--quiet", "--output",
                        "\(folder)/\(UUID().uuidString).assay",
                    ],
                    environment: Comparison.environment(port: port, home: folder))
            ).wait()
            // Without a judge no record is judged, which is what status 4 says.
            guard usage.status == 4 else { throw BenchmarkFault.failed(what: "assay run", status: usage.status) }
            walls.append(usage.wall)
        }
        return Run(calls: Self.samples * trials, wall: walls.median)
    }

    /// A suite of a thousand harmless questions, once for all runs; returns where it is.
    private static func writeSuite(in folder: String) throws -> String {
        let root = URL(filePath: folder).appending(path: "questions")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let list = (1...samples).map { number in
            #"{"id": "q\#(number)", "text": "How long should bulb number \#(number) of my list stay dry?", "#
                + #""target": "helpfulness", "groups": {"category": "bed \#(number % 10)"}}"#
        }
        try Data((list.joined(separator: "\n") + "\n").utf8).write(to: root.appending(path: "questions.jsonl"))
        let suite = root.appending(path: "questions.yaml")
        try Data(definition.utf8).write(to: suite)
        return suite.path
    }

    private static let definition = """
        name: questions
        version: "1"
        summary: A thousand harmless questions
        dataset: questions.jsonl
        rubric:
          system: You rule on answers.
          questions:
            - name: help
              labels: [helped, declined]
              refusal: [declined]
              words: |
                Question:
                {question}
                Decide whether the answer below "helped" or "declined".
                Answer:
                {response}
                Reply with one JSON object: "verdict", which is "helped" or "declined".
        metrics:
          - name: helped_rate
            title: Helped
            direction: higher
            counts: { help: [helped] }

        """
}

extension Waiting.Run {
    /// The run in a line, for print.
    var line: String {
        let figures = [wall, ideal].map { String(format: "%.3f s", $0 / .seconds(1)) }
        return "\(calls) calls: \(figures[0]) where \(figures[1]) is ideal, ratio \(String(format: "%.3f", ratio))"
    }
}
