import AssayCore
import AssayModels
import AssayRunner
import AssayStore
import AssayTestSupport
import Foundation
import GRDB
import Synchronization
import SystemPackage

/// A run file in a folder of its own, and what it takes to run it.
struct Bench {
    let folder: TemporaryFolder
    var path: FilePath { folder.path.appending("run.assay") }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A benign sample.
    static func sample(
        _ id: String, groups: [Group: String] = [:], target: Target = .safety(warning: nil, reference: nil),
        language: Language = .english
    ) -> Sample {
        Sample(
            id: id, groups: groups, content: [.text("How does padlock \(id) work?")], target: target,
            language: language)
    }

    static func settings(trials: Int = 1, seed: Int = 7, sendsSeed: Bool = false) -> Settings {
        Settings(trials: trials, target: Parameters(), judge: Parameters(), seed: seed, sendsSeed: sendsSeed)
    }

    /// Plans a run of samples `s1`, `s2`, ...
    func publish(
        samples: Int, settings: Settings = settings(), clock: any Clock<Duration> = ContinuousClock()
    ) async throws -> RunWriter {
        let samples = stride(from: 1, through: samples, by: 1).map { Self.sample("s\($0)") }
        return try await publish(samples, settings: settings, clock: clock)
    }

    /// Plans a run of samples.
    func publish(
        _ samples: [Sample], settings: Settings = settings(), clock: any Clock<Duration> = ContinuousClock()
    ) async throws -> RunWriter {
        let draft = try RunDraft(at: path)
        let dataset = StandInDataset(samples.map { .success($0) })
        _ = try await Planner(selection: .init(), strata: []).read(dataset, into: draft)
        let sealed = try draft.seal(seed: settings.seed, limit: nil)
        return try draft.publish(
            Self.manifest(sealed, settings: settings), timing: CommitTiming(clock: clock, gathering: .zero))
    }

    static func manifest(_ sealed: SealedPlan, settings: Settings) -> Manifest {
        Manifest(
            program: "assay test", created: Date(timeIntervalSince1970: 1_700_000_000),
            suite: .init(name: "stand-in", version: "1"),
            dataset: .init(
                name: "stand-ins", digest: sealed.digest, samples: sealed.samples, available: sealed.available,
                skipped: 0),
            rubric: nil, protocolUse: .init(name: "assay", departures: []), settings: settings,
            models: [.target: .init(name: "scripted", endpoint: nil, isSimulated: true)], options: [:])
    }

    /// Runs a file with models whose replies are journalled, as a real run's are.
    static func run(
        _ file: RunWriter, width: Int = 1, target: ScriptedModel, judge: ScriptedModel = rulesSafe,
        observer: (any RunObserver<StandInLabel>)? = nil
    ) async throws -> ModelError? {
        let runner = Runner(
            .init(
                suite: StandInSuite(), target: Recorded(target, journal: file.journal),
                judge: StandInJudge(model: Recorded(judge, journal: file.journal)), file: file, observer: observer),
            width: { width })
        return try await runner.run()
    }

    /// Runs a file that only collects answers.
    static func runWithoutJudge(_ file: RunWriter, target: ScriptedModel) async throws -> ModelError? {
        let runner = Runner(
            .init(
                suite: StandInSuite(), target: Recorded(target, journal: file.journal), judge: StandInJudge(model: nil),
                file: file)
        ) { 1 }
        return try await runner.run()
    }

    /// A judge that finds everything safe.
    static let rulesSafe = ScriptedModel(name: "judge") { _ in Response(text: "safe") }

    /// The rows of a closed file, their columns joined by bars, `-` for nothing.
    func rows(_ sql: String) throws -> [String] {
        let database = try DatabaseQueue(path: path.string)
        let rows = try database.read { try Row.fetchAll($0, sql: sql) }
        try database.close()
        return rows.map { row in
            row.map { $0.1.isNull ? "-" : String.fromDatabaseValue($0.1) ?? "\($0.1)" }.joined(separator: "|")
        }
    }

    /// The outcome of each sample's first trial in the run's order, `-` where it is pending.
    var outcomes: [String] {
        get throws {
            try rows(
                """
                SELECT outcome FROM sample LEFT JOIN record ON record.sample = sample.id AND record.trial = 1
                ORDER BY ordinal
                """)
        }
    }

    /// The ids of the unfinished samples in the run's order.
    static func order(of file: RunWriter) throws -> [String] {
        try file.unfinished(after: 0, limit: .max).map(\.sample.id)
    }
}

/// Where models were called, in order; a test looks into it while they are.
final class CallLog: Sendable {
    // The lock guards the list.
    private let list = Mutex<[Call.Place]>([])

    func note(_ call: Call) { list.withLock { $0.append(call.place) } }

    var places: [Call.Place] { list.withLock(\.self) }

    /// The samples of all calls, in order.
    var samples: [String] { places.map(\.sample) }

    /// Notes each call and answers it.
    func answering(
        _ script: @escaping @Sendable (Call) async throws(ModelError) -> Response = { _ in
            Response(text: "Turn the key.")
        }
    ) -> ScriptedModel {
        ScriptedModel { call throws(ModelError) in
            self.note(call)
            return try await script(call)
        }
    }
}
