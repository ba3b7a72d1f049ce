import AssayCore
import Foundation
import Testing

struct ManifestTests {
    static func manifest(models: [Role: Manifest.ModelUse] = [:]) -> Manifest {
        let departure = Departure(field: "judge.model", published: "old", used: "new", why: "that model is retired")
        return Manifest(
            program: "assay test", created: Date(timeIntervalSince1970: 1_700_000_000),
            suite: .init(name: "stand-in", version: "1"),
            dataset: .init(name: "stand-in", digest: Digest(of: "abc"), samples: 3, available: 5, skipped: 1),
            rubric: RubricTests.rubric, protocolUse: .init(name: "stand-in/paper", departures: [departure]),
            settings: SettingsTests.settings(trials: 3, system: "Be brief.", sendsSeed: true), models: models,
            options: ["--limit": "3"])
    }

    static func model(_ name: String, isSimulated: Bool = false) -> Manifest.ModelUse {
        .init(name: name, endpoint: isSimulated ? nil : "https://lab.invalid/v1", isSimulated: isSimulated)
    }

    @Test func `a manifest is read back as it was written`() throws {
        let manifest = Self.manifest(models: [.target: Self.model("lab/a"), .fallbackJudge: Self.model("lab/b")])
        #expect(try JSONDecoder().decode(Manifest.self, from: try JSONEncoder().encode(manifest)) == manifest)
        var unjudged = manifest
        unjudged.rubric = nil
        #expect(try JSONDecoder().decode(Manifest.self, from: try JSONEncoder().encode(unjudged)) == unjudged)
    }

    @Test func `the keys are those that run files and reports have`() throws {
        let json = try JSONSerialization.jsonObject(
            with: try JSONEncoder().encode(
                Self.manifest(models: [.target: Self.model("lab/a"), .fallbackJudge: Self.model("lab/b")])))
        let object = try #require(json as? [String: Any])
        #expect(
            Set(object.keys) == [
                "program", "created", "suite", "dataset", "rubric", "protocol", "settings", "models", "options",
            ])
        let models = try #require(object["models"] as? [String: [String: Any]])
        #expect(Set(models.keys) == ["target", "fallback_judge"])
        #expect(Set(models["target"]?.keys ?? [:].keys) == ["name", "endpoint", "simulated"])
    }

    @Test func `a manifest from before there were releases is read, and one with a release is read back`() throws {
        var manifest = Self.manifest()
        let plain = try JSONEncoder().encode(manifest)
        #expect(!String(decoding: plain, as: UTF8.self).contains("\"release\""))
        #expect(try JSONDecoder().decode(Manifest.self, from: plain).dataset.release == nil)
        manifest.dataset.release = .init(repository: "lab/stand-in", revision: "abc", licence: nil, changed: 2)
        #expect(try JSONDecoder().decode(Manifest.self, from: try JSONEncoder().encode(manifest)) == manifest)
    }

    @Test func `one persona among the models makes a run simulated`() {
        let (real, persona) = (Self.model("lab/a"), Self.model("sim/judge", isSimulated: true))
        #expect(!Self.manifest().isSimulated)
        #expect(!Self.manifest(models: [.target: real, .judge: real]).isSimulated)
        #expect(Self.manifest(models: [.target: real, .judge: persona]).isSimulated)
        #expect(Self.manifest(models: [.target: persona, .judge: real]).isSimulated)
        #expect(Self.manifest(models: [.target: real, .judge: real, .fallbackJudge: persona]).isSimulated)
    }

    @Test func `a model judges itself where the target is judge or fallback judge`() {
        let (target, other) = (Self.model("lab/a"), Self.model("lab/b"))
        #expect(!Self.manifest(models: [.target: target]).judgesItself)
        #expect(!Self.manifest(models: [.target: target, .judge: other]).judgesItself)
        #expect(Self.manifest(models: [.target: target, .judge: target]).judgesItself)
        #expect(Self.manifest(models: [.target: target, .judge: other, .fallbackJudge: target]).judgesItself)
        #expect(!Self.manifest(models: [.target: target, .judge: other, .fallbackJudge: other]).judgesItself)
        #expect(!Self.manifest(models: [:]).judgesItself)
        // The same name at another endpoint is another model.
        let elsewhere = Manifest.ModelUse(name: "lab/a", endpoint: "https://other.invalid/v1", isSimulated: false)
        #expect(!Self.manifest(models: [.target: target, .judge: elsewhere]).judgesItself)
    }

    @Test func `the facts of a run are read back as they were written`() throws {
        let facts = RunFacts(
            started: Date(timeIntervalSince1970: 1_700_000_000), finished: nil, sessions: 2,
            roles: [
                .fallbackJudge: .init(
                    calls: 1, attempts: 2, promptTokens: 3, answerTokens: 4, repliesWithoutUsage: 5,
                    servedBy: ["sim-1": 1], dropped: ["seed"])
            ])
        let json = try JSONEncoder().encode(facts)
        #expect(String(decoding: json, as: UTF8.self).contains("\"fallback_judge\":{"))
        #expect(try JSONDecoder().decode(RunFacts.self, from: json) == facts)
    }
}
