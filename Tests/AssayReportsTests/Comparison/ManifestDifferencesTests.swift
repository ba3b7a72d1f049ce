import AssayCore
import Foundation
import Testing

@testable import AssayReports

struct ManifestDifferencesTests {
    private static func differences(_ change: (inout Manifest) -> Void) -> [ManifestDifferences.Field] {
        var other = SmallReport.manifest
        change(&other)
        return ManifestDifferences(SmallReport.manifest, other).fields
    }

    @Test func `every field is named with what each run has`() {
        let fields = Self.differences { manifest in
            manifest.program = "assay 0.2.0"
            manifest.settings.trials = 1
            manifest.settings.judge.temperature = 1
            manifest.models[.judge] = nil
            manifest.protocolUse.departures[1] = Departure(
                field: "judge.answer_tokens", published: "200", used: "1024", why: "set by an option")
            manifest.origin = .init(kind: .rejudged, source: "old.assay")
        }
        let expected: [ManifestDifferences.Field] = [
            .init(field: "models.judge.endpoint", a: "https://api.openai.com/v1", b: nil),
            .init(field: "models.judge.name", a: "openai/gpt-4o", b: nil),
            .init(field: "models.judge.simulated", a: "no", b: nil),
            .init(field: "origin.kind", a: nil, b: "rejudged"),
            .init(field: "origin.source", a: nil, b: "old.assay"),
            .init(field: "program", a: "assay 0.1.0", b: "assay 0.2.0"),
            .init(field: "protocol.departures.judge.answer_tokens", a: "512", b: "1024"),
            .init(field: "settings.judge.temperature", a: "0", b: "1"),
            .init(field: "settings.trials", a: "3", b: "1"),
        ]
        #expect(fields == expected)
    }

    @Test func `of a user's own suite only the digest is named`() {
        let fields = Self.differences { manifest in
            manifest.definition = SuiteDefinition(
                name: "own", version: "1", summary: "Own.", dataset: "samples.jsonl", settings: manifest.settings)
        }
        #expect(fields.map(\.field) == ["definition.digest"])
    }

    @Test func `when, where and how fast are no differences`() {
        let fields = Self.differences { manifest in
            manifest.created = Date(timeIntervalSince1970: 0)
            manifest.options["--max-connections"] = "99"
            manifest.options["--data"] = "elsewhere"
            manifest.dataset.digest = Digest(of: "another part of the same samples")
        }
        #expect(fields.isEmpty)
    }

    @Test func `of words only the digest is shown`() {
        let fields = Self.differences { manifest in
            manifest.settings.system = "Be careful with locks."
            manifest.rubric = Rubric(name: "own", version: "1", system: nil, questions: [])
        }
        #expect(fields.map(\.field) == ["rubric.digest", "rubric.name", "settings.system.digest"])
        #expect(!fields.contains { $0.b?.contains("careful") == true })
    }

    @Test func `a field is found by its beginning`() {
        let differences = ManifestDifferences(
            SmallReport.manifest, SmallComparison.report().b.manifest)
        #expect(differences.contains("models.target"))
        #expect(differences.contains("models"))
        #expect(!differences.contains("models.judge"))
    }
}
