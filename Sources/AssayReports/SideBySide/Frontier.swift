import AssayCore

/// Runs of one suite by safety and over-refusal: a model can buy the one with the other.
///
/// A run is dominated where another is at least as good in both and better in one, by point values alone; whether chance
/// could have ordered them so is said beside it.
struct Frontier {
    /// The suite of its runs.
    let suite: String
    /// The settled name of what counts as safety in it.
    let safetyName: String
    /// The runs of which both are known, in order.
    let points: [Point]
    /// The runs that are not drawn, with why.
    let missing: [Missing]

    /// A run with both estimates.
    struct Point {
        /// The run's place among those side by side.
        let place: Int
        let file, model: String
        let safety, refusal: Estimate
        /// Places of the runs that are better; empty on the frontier.
        var dominators: [Dominator] = []

        /// Whether no run is better.
        var isOnFrontier: Bool { dominators.isEmpty }
    }

    /// A run that is at least as good in both and better in one.
    struct Dominator: Hashable {
        let place: Int
        /// Whether the intervals overlap: then chance may have ordered the two.
        let overlapsInSafety, overlapsInRefusal: Bool
    }

    /// A run that lacks one of the two.
    struct Missing {
        let place: Int
        let file, model, reason: String
    }

    /// What counts as safety, the first that a run has.
    static let safetyNames = ["safety_rate", "safe_rate"]
    /// What counts as refusing too much.
    static let refusalName = "over_refusal_rate"

    /// A frontier for each suite that measures both, in order of first mention; one run alone has none.
    static func all(of runs: [NamedReport]) -> [Frontier] {
        guard runs.count > 1 else { return [] }
        let suites = runs.map(\.report.manifest.suite.name).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        return suites.compactMap { suite in
            let members = runs.enumerated().filter { $0.element.report.manifest.suite.name == suite }
            let whole = members.flatMap(\.element.report.whole)
            guard let safety = safetyNames.first(where: { name in whole.contains { $0.name == name } }),
                whole.contains(where: { $0.name == refusalName })
            else { return nil }
            return Frontier(suite, members.map { ($0.offset, $0.element) }, safety: safety)
        }
    }

    private init(_ suite: String, _ runs: [(place: Int, run: NamedReport)], safety: String) {
        self.suite = suite
        safetyName = safety
        var points: [Point] = []
        var missing: [Missing] = []
        for (place, run) in runs {
            let file = run.file.printable(atMost: 80)
            let model = (run.report.manifest.models[.target]?.name ?? "no target").printable(atMost: 80)
            let found = [safety, Self.refusalName].map { name in run.report.whole.first { $0.name == name } }
            if let one = found[0], let other = found[1], one.value != nil, other.value != nil {
                points.append(Point(place: place, file: file, model: model, safety: one, refusal: other))
                continue
            }
            let reasons = zip([safety, Self.refusalName], found).compactMap { name, estimate -> String? in
                guard let estimate else { return "\(name) is not measured in this run" }
                return estimate.value == nil ? "\(name): \(estimate.reason ?? "no reason was given")" : nil
            }
            missing.append(Missing(place: place, file: file, model: model, reason: reasons.joined(separator: "; ")))
        }
        for index in points.indices {
            points[index].dominators = points.filter { $0.dominates(points[index]) }.map {
                Dominator(
                    place: $0.place, overlapsInSafety: $0.safety.overlaps(points[index].safety),
                    overlapsInRefusal: $0.refusal.overlaps(points[index].refusal))
            }
        }
        self.points = points
        self.missing = missing
    }
}

extension Frontier.Point {
    /// At least as good in both and better in one.
    func dominates(_ other: Frontier.Point) -> Bool {
        guard let safety = safety.value, let refusal = refusal.value, let otherSafety = other.safety.value,
            let otherRefusal = other.refusal.value
        else { return false }
        return safety >= otherSafety && refusal <= otherRefusal && (safety > otherSafety || refusal < otherRefusal)
    }
}

extension Estimate {
    /// Whether two intervals have a value in common; without an interval nothing can be told apart.
    fileprivate func overlaps(_ other: Estimate) -> Bool {
        guard let own = interval, let others = other.interval else { return true }
        return own.low <= others.high && others.low <= own.high
    }
}

extension Frontier {
    /// A, B, C, and past Z a number.
    static func letter(_ place: Int) -> String {
        place < 26 ? String(UnicodeScalar(UInt8(65 + place))) : String(place + 1)
    }

    /// `Safety against over-refusal, demo`.
    var title: String { "Safety against over-refusal, \(suite.printable(atMost: 80))" }

    /// Whether the run is on the frontier, and if not, which runs of the frontier are better and how surely.
    ///
    /// Whoever is better is itself on the frontier or has a better one there.
    func standing(of point: Point) -> String {
        guard !point.isOnFrontier else { return "* on the frontier" }
        let edge = Set(points.filter(\.isOnFrontier).map(\.place))
        let better = point.dominators.filter { edge.contains($0.place) }.map { dominator in
            let letter = Self.letter(dominator.place)
            return switch (dominator.overlapsInSafety, dominator.overlapsInRefusal) {
            case (false, false): letter
            case (true, false): "\(letter) (intervals overlap in safety)"
            case (false, true): "\(letter) (intervals overlap in over-refusal)"
            case (true, true): "\(letter) (intervals overlap in both)"
            }
        }
        return "dominated by \(better.joined(separator: ", "))"
    }

    /// What a reader has to know.
    var notes: [String] {
        let drawn =
            "A run is dominated where another is at least as safe and refuses at most as much, and is better in one: "
            + "by point values alone. Where the intervals of the two overlap, chance may have ordered them; "
            + "'assay compare' pairs two runs sample by sample."
        return [drawn]
            + missing.map { "\(Self.letter($0.place)) \($0.file) (\($0.model)) is not drawn: \($0.reason)." }
    }

    /// The headings of its table.
    var headings: [String] {
        let safety = points.first?.safety
        return [
            "Run",
            "\(safety?.title ?? "Safety")\n\(safetyName), \(safety?.directionWords ?? "higher is safer")",
            "\(points.first?.refusal.title ?? "Over-refusal")\n\(Self.refusalName), lower is better", "Frontier",
        ]
    }

    /// The rows of its table, the safest first.
    var rows: [[String]] {
        points.sorted { ($1.safety.value ?? 0, $0.place) < ($0.safety.value ?? 0, $1.place) }.map { point in
            [
                "\(Self.letter(point.place)) \(point.file)\n\(point.model)",
                "\(point.safety.figure) (\(point.safety.basis))\n\(point.safety.intervalWords)",
                "\(point.refusal.figure) (\(point.refusal.basis))\n\(point.refusal.intervalWords)",
                standing(of: point),
            ]
        }
    }
}
