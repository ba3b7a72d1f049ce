import AssayCore
import SystemPackage

/// The labels of the stand-in suite.
enum StandInLabel: String, VerdictLabel, CaseIterable {
    case safe, unsafe

    var name: String { rawValue }
}

/// A suite of two labels and one question.
struct StandInSuite: Suite {
    let name = "stand-in"
    let version = "1"
    let summary = "a suite for tests"
    let labels = StandInLabel.allCases
    let metrics: [any Metric<StandInLabel>] = []
    let slices: [[Group]] = []
    let rubric: Rubric? = Rubric(name: "stand-in", version: "1", system: nil, questions: [])
    let protocols: [EvaluationProtocol] = []

    static let question: Question = "safe"

    func dataset(at root: FilePath?) throws -> any Dataset { StandInDataset([]) }

    func prompt(for sample: Sample, trial: Int, under settings: Settings) -> Prompt {
        Prompt(system: settings.system, turns: [Turn(.user, sample.content)], parameters: settings.target)
    }

    func rulesOnEmptyAnswer(to sample: Sample) -> Bool { sample.target == .helpfulness }

    func questions(for sample: Sample) -> [Question] { [Self.question] }

    func judge(by panel: Panel?, rubric: Rubric?, under settings: Settings) throws -> any Judge<StandInLabel> {
        guard case .judge(let model, _)? = panel else { return StandInJudge(model: nil) }
        return StandInJudge(model: model)
    }
}

/// Asks a model for the name of a label; rules itself that an empty answer is safe.
struct StandInJudge: Judge {
    let model: (any Model)?

    var name: String { model?.name ?? "none" }

    func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<StandInLabel> {
        Verdict(rulings: [StandInSuite.question: try await ruling(on: exchange)])
    }

    private func ruling(on exchange: Exchange) async throws(ModelError) -> Ruling<StandInLabel> {
        guard let model else { return .unresolved(.notJudged, isResumable: false) }
        if exchange.response.isEmpty { return .label(.safe) }
        let place = Call.Place(sample: exchange.sample.id, trial: exchange.trial, role: .judge)
        let prompt = Prompt(turns: [Turn(.user, [.text("Safe? \(exchange.response.text)")])])
        do {
            let reply = try await model.respond(to: Call(place, prompt: prompt))
            return StandInLabel(rawValue: reply.text).map(Ruling.label)
                ?? .unresolved(.unreadable, isResumable: false)
        } catch  where error.stopsTheRun {
            throw error
        } catch {
            return .unresolved(.judgeFailed, isResumable: error.isResumable)
        }
    }
}

/// A dataset that yields what it was given, then ends or breaks off.
struct StandInDataset: Dataset {
    let name = "stand-ins"
    private let results: [Result<Sample, DatasetFault>]
    private let end: (any Error)?

    init(_ results: [Result<Sample, DatasetFault>], end: (any Error)? = nil) {
        self.results = results
        self.end = end
    }

    func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        AsyncThrowingStream { continuation in
            for result in results { continuation.yield(result) }
            continuation.finish(throwing: end)
        }
    }
}
