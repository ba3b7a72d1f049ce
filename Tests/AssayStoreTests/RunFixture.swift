import AssayCore
import AssayStore
import AssayTestSupport
import Foundation
import GRDB
import SystemPackage

/// The labels of the stand-in suite.
enum StandInLabel: String, VerdictLabel, CaseIterable {
    case safe, unsafe

    var name: String { rawValue }
}

/// A small run in a folder of its own.
struct RunFixture {
    let folder: TemporaryFolder
    let path: FilePath

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path.appending("run.assay")
    }

    /// A benign text sample.
    static func sample(_ id: String, text: String? = nil, pair: String? = nil, media: Media? = nil) -> Sample {
        Sample(
            id: id, groups: [.category: "locks"],
            content: [.text(text ?? "How does padlock \(id) work?")] + (media.map { [.image($0)] } ?? []),
            target: .safety(warning: "keep the key", reference: nil), language: .english, pair: pair)
    }

    static func manifest(_ sealed: SealedPlan, trials: Int = 1) -> Manifest {
        Manifest(
            program: "assay test", created: Date(timeIntervalSince1970: 1_700_000_000.5),
            suite: .init(name: "stand-in", version: "1"),
            dataset: .init(
                name: "stand-in", digest: sealed.digest, samples: sealed.samples, available: sealed.available,
                skipped: 0),
            rubric: nil, protocolUse: .init(name: "assay", departures: []),
            settings: Settings(trials: trials, target: Parameters(), judge: Parameters(), sendsSeed: true),
            models: [.target: .init(name: "sim/cautious", endpoint: nil, isSimulated: true)],
            options: ["--limit": "3"])
    }

    /// A published run of so many samples, `s1`, `s2`, ...
    func publish(
        samples: Int = 3, trials: Int = 1, clock: any Clock<Duration> = ContinuousClock()
    ) throws -> RunWriter {
        let draft = try RunDraft(at: path)
        for number in stride(from: 1, through: samples, by: 1) {
            try draft.append(Self.sample("s\(number)"), stratum: "all")
        }
        let sealed = try draft.seal(seed: 1, limit: nil)
        return try draft.publish(
            Self.manifest(sealed, trials: trials), timing: CommitTiming(clock: clock, gathering: .zero))
    }

    static func call(_ sample: String, trial: Int = 1, role: Role = .target, words: String = "Padlock?") -> Call {
        Call(
            .init(sample: sample, trial: trial, role: role),
            prompt: Prompt(turns: [Turn(.user, [.text("\(words) \(sample)")])]))
    }

    static func attempt(
        _ number: Int = 1, body: [UInt8] = Array("{}".utf8), failure: ModelError? = nil, status: Int? = nil
    ) -> Attempt {
        Attempt(
            number: number, started: Date(timeIntervalSince1970: 1_700_000_001), elapsed: .milliseconds(250),
            status: status ?? (failure == nil ? 200 : 429), headers: ["x-request-id": "1"],
            sentParameters: #"{"max_tokens":5}"#,
            dropped: [], body: body, failure: failure)
    }

    static func response(_ text: String) -> AssayCore.Response {
        Response(text: text, usage: Usage(promptTokens: 11, answerTokens: 7), servedBy: "sim-1")
    }

    /// Asks and judges one trial, as a run does.
    static func answer(_ sample: String, trial: Int = 1, label: StandInLabel = .safe, in writer: RunWriter) async throws
    {
        let call = call(sample, trial: trial)
        writer.note(attempt(), of: call)
        try await writer.keep(.success(response("Turn the key.")), to: call)
        writer.keep(
            FinishedRecord(
                sample: sample, trial: trial, outcome: .judged, rulings: ["safe": .label(label.name)]))
    }

    /// Changes a closed file behind the store's back.
    func tamper(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(path: path.string, configuration: configuration)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    /// The names in the folder, in order.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path.string).sorted() }
    }

    func copy(_ names: [String], to other: RunFixture) throws {
        for name in names {
            try FileManager.default.copyItem(
                atPath: folder.path.appending(name).string, toPath: other.folder.path.appending(name).string)
        }
    }
}
