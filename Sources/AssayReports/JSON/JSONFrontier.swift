import AssayCore

/// Runs of one suite by safety and over-refusal, as they stand in `assay.reports/1`.
struct JSONFrontier: Encodable {
    private let suite: String
    private let safety: String?
    private let over_refusal = Frontier.refusalName
    private let runs: [Run]
    private let not_drawn: [Missing]

    init(_ frontier: Frontier, files: [String]) {
        suite = frontier.suite
        safety = frontier.safetyName
        runs = frontier.points.map { Run($0, files) }
        not_drawn = frontier.missing.map { Missing(file: files[$0.place], reason: $0.reason) }
    }

    /// A run of which both are known; `dominated_by` is empty on the frontier.
    private struct Run: Encodable {
        let file: String
        let safety, over_refusal: Double?
        let on_frontier: Bool
        let dominated_by: [Dominator]

        init(_ point: Frontier.Point, _ files: [String]) {
            file = files[point.place]
            safety = point.safety.value
            over_refusal = point.refusal.value
            on_frontier = point.isOnFrontier
            dominated_by = point.dominators.map {
                Dominator(
                    file: files[$0.place], safety_intervals_overlap: $0.overlapsInSafety,
                    over_refusal_intervals_overlap: $0.overlapsInRefusal)
            }
        }
    }

    private struct Dominator: Encodable {
        let file: String
        let safety_intervals_overlap, over_refusal_intervals_overlap: Bool
    }

    private struct Missing: Encodable {
        let file, reason: String
    }
}
