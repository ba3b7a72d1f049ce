import AssayCore

/// The parts of the manifest that a checker looks up, in an order that does not change.
struct ManifestDetails {
    let report: Report

    /// Every part that has something to show.
    var all: [(title: String, lines: [ReportLine])] {
        let manifest = report.manifest
        let parts: [(title: String, lines: [ReportLine])] = [
            ("Digests", digests), ("Models", models), ("Settings", pairs(manifest.settings.fields)),
            ("Options as given", pairs(manifest.options)), ("Calls and tokens", calls),
        ]
        return parts.filter { !$0.lines.isEmpty }
    }

    private var digests: [ReportLine] {
        let dataset = report.manifest.dataset
        var pairs: [ReportLine] = [("dataset \(dataset.name)", "SHA-256 \(dataset.digest.hex)")]
        if let rubric = report.manifest.rubric {
            pairs.append(("rubric \(rubric.name) \(rubric.version)", "SHA-256 \(rubric.digest.hex)"))
        }
        return pairs
    }

    private var models: [ReportLine] {
        report.manifest.roles.compactMap { role in
            guard let model = report.manifest.models[role] else { return nil }
            let place = model.endpoint ?? "in process"
            return (role.words, "\(model.name), \(place)\(model.isSimulated ? ", simulated" : "")")
        }
    }

    private var calls: [ReportLine] {
        report.manifest.roles.flatMap { role -> [ReportLine] in
            guard let facts = report.facts.roles[role] else { return [] }
            let served = facts.servedBy.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20)
                .map { "\($0.key.printable(atMost: 80)) (\($0.value))" }.joined(separator: ", ")
            let lines: [(String, String?)] = [
                ("calls", String(facts.calls)),
                ("attempts", String(facts.attempts)),
                ("prompt tokens", String(facts.promptTokens)),
                ("answer tokens", String(facts.answerTokens)),
                ("replies from the cache", String(facts.cached)),
                ("served by", served.isEmpty ? "not stated" : served),
                ("replies without an answer", facts.withoutAnswer.map { String($0.count) }),
                ("attempts without a reply", facts.attemptsWithoutReply.map { String($0) }),
            ]
            return lines.compactMap { name, value in value.map { ("\(role.words): \(name)", $0) } }
        }
    }

    private func pairs(_ values: [String: String]) -> [ReportLine] {
        values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
