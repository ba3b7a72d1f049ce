import AssayCore
import Foundation

/// The report as it is written to JSON; the names of its keys are settled.
struct JSONDocument: Encodable {
    /// Its form, and the version of that.
    static let format = "assay.report/1"

    let format = Self.format
    let run: JSONRun
    let counts: JSONCounts
    let outcomes: [String: Int]
    let metrics: [JSONMetric]

    init(_ report: Report) {
        run = JSONRun(report)
        counts = JSONCounts(report.counts)
        outcomes = Dictionary(uniqueKeysWithValues: report.outcomes.map { ($0.outcome.name, $0.count) })
        metrics = report.estimates.map(JSONMetric.init)
    }
}

/// Several reports in one document.
struct JSONDocuments: Encodable {
    let format = "assay.reports/1"
    let reports: [Named]
    let frontiers: [JSONFrontier]

    /// A report with its file.
    struct Named: Encodable {
        let file: String
        let report: JSONDocument
    }

    init(_ runs: [NamedReport]) {
        reports = runs.map { Named(file: $0.file, report: JSONDocument($0.report)) }
        frontiers = Frontier.all(of: runs).map { JSONFrontier($0, files: runs.map(\.file)) }
    }
}

/// The four counts and their sum.
struct JSONCounts: Encodable {
    let planned, judged, unjudged, unanswered, pending: Int

    init(_ counts: Tally.Counts) {
        planned = counts.planned
        judged = counts.judged
        unjudged = counts.unjudged
        unanswered = counts.unanswered
        pending = counts.pending
    }
}

/// The manifest and the facts; of the rubric and of a user's own suite only what identifies them.
struct JSONRun: Encodable {
    private let report: Report

    init(_ report: Report) {
        self.report = report
    }

    enum CodingKeys: String, CodingKey {
        case definition
        case program, created, suite, dataset, rubric, protocolUse = "protocol", settings, models, options, origin
        case started, finished, sessions, roles, simulated, judgeIsTarget = "judge_is_target", notes
        case retriedUnjudged = "retried_unjudged", choices, estimatedOn = "estimated_on", connections, cost, blocked
        case coverage, languages, jury, calibration, retrieval, glosses
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let manifest = report.manifest
        try container.encode(manifest.program, forKey: .program)
        try container.encode(manifest.created, forKey: .created)
        try container.encode(manifest.suite, forKey: .suite)
        try container.encodeIfPresent(manifest.definition.map { ["digest": $0.digest.hex] }, forKey: .definition)
        try container.encode(manifest.dataset, forKey: .dataset)
        try container.encode(manifest.rubric.map(JSONRubric.init), forKey: .rubric)
        try container.encode(manifest.protocolUse, forKey: .protocolUse)
        try container.encode(manifest.settings, forKey: .settings)
        try container.encode(manifest.models, forKey: .models)
        try container.encode(manifest.options, forKey: .options)
        try container.encodeIfPresent(manifest.origin, forKey: .origin)
        try container.encode(report.facts.started, forKey: .started)
        try container.encode(report.facts.finished, forKey: .finished)
        try container.encode(report.facts.sessions, forKey: .sessions)
        try container.encode(report.facts.roles, forKey: .roles)
        try container.encodeIfPresent(report.facts.retriedUnjudged, forKey: .retriedUnjudged)
        try container.encodeIfPresent(report.choices.map(JSONChoices.init), forKey: .choices)
        try container.encodeIfPresent(
            report.estimatedOn.map { JSONPrefix(samples: $0, planned: report.sampleCount) }, forKey: .estimatedOn)
        try container.encodeIfPresent(report.facts.connections, forKey: .connections)
        try container.encodeIfPresent(RunCost(report).map(JSONCost.init), forKey: .cost)
        try container.encode(JSONBlocks(report), forKey: .blocked)
        if !report.coverage.isEmpty { try container.encode(report.coverage, forKey: .coverage) }
        if !report.languages.isEmpty { try container.encode(JSONLanguages(report), forKey: .languages) }
        try container.encodeIfPresent(JSONJury(report), forKey: .jury)
        try container.encodeIfPresent(report.calibration.map(JSONCalibration.init), forKey: .calibration)
        try container.encodeIfPresent(JSONRetrieval(report), forKey: .retrieval)
        if !report.glosses.isEmpty { try container.encode(report.glosses, forKey: .glosses) }
        try container.encode(manifest.isSimulated, forKey: .simulated)
        try container.encode(manifest.judgesItself, forKey: .judgeIsTarget)
        try container.encode(report.notes, forKey: .notes)
    }
}

/// On how much of its order the values of a run that stopped rest.
struct JSONPrefix: Encodable {
    let samples, planned: Int
    let order = "seeded"
}

/// What a run cost in US dollars; null where it is not known.
struct JSONCost: Encodable {
    let currency = "USD"
    let total: Double?
    let isLowerBound: Bool
    let roles: [Role: Part]

    /// What one role cost.
    struct Part: Encodable {
        let dollars: Double?
        let isLowerBound: Bool
        let price: Price?

        enum CodingKeys: String, CodingKey {
            case dollars, isLowerBound = "is_lower_bound", price
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(dollars, forKey: .dollars)
            try container.encode(isLowerBound, forKey: .isLowerBound)
            try container.encode(price, forKey: .price)
        }
    }

    enum CodingKeys: String, CodingKey {
        case currency, total, isLowerBound = "is_lower_bound", roles
    }

    init(_ cost: RunCost) {
        total = cost.total
        isLowerBound = cost.isLowerBound
        roles = Dictionary(
            uniqueKeysWithValues: cost.parts.map {
                ($0.role, Part(dollars: $0.dollars, isLowerBound: $0.isLowerBound, price: $0.price))
            })
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(currency, forKey: .currency)
        try container.encode(total, forKey: .total)
        try container.encode(isLowerBound, forKey: .isLowerBound)
        try container.encode(roles, forKey: .roles)
    }
}

/// What identifies a rubric; its words are in the run file.
struct JSONRubric: Encodable {
    let name, version: String
    let digest: Digest
    let questions: [String]
    let language: Language?

    init(_ rubric: Rubric) {
        language = rubric.language
        name = rubric.name
        version = rubric.version
        digest = rubric.digest
        questions = rubric.questions.map(\.question.rawValue)
    }
}

/// One estimate; a number that is not finite is written as null.
struct JSONMetric: Encodable {
    private let estimate: Estimate

    init(_ estimate: Estimate) {
        self.estimate = estimate
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, title, direction, aggregation, value, numerator, denominator, excluded, interval, bounds, reason
        case group
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(estimate.name, forKey: .name)
        try container.encode(estimate.title, forKey: .title)
        try container.encode(estimate.direction, forKey: .direction)
        try container.encode(estimate.aggregation, forKey: .aggregation)
        try container.encode(Self.finite(estimate.value), forKey: .value)
        try container.encode(Self.finite(estimate.numerator), forKey: .numerator)
        try container.encode(Self.finite(estimate.denominator), forKey: .denominator)
        try container.encode(estimate.excluded, forKey: .excluded)
        let interval = estimate.interval.flatMap { Self.areFinite($0.low, $0.high) ? $0 : nil }
        try container.encode(interval, forKey: .interval)
        try container.encode(estimate.bounds.flatMap { Self.areFinite($0.low, $0.high) ? $0 : nil }, forKey: .bounds)
        try container.encode(estimate.reason, forKey: .reason)
        try container.encode(estimate.group, forKey: .group)
    }

    private static func finite(_ number: Double?) -> Double? {
        number.flatMap { $0.isFinite ? $0 : nil }
    }

    private static func areFinite(_ low: Double, _ high: Double) -> Bool {
        low.isFinite && high.isFinite
    }
}
