import AssayCore
import SystemPackage

/// Which verdict is on which query.
struct SafeBenchVerdictPlan {
    let edition: SafeBenchFolder.Edition
    let parts: [(number: Int, subcategory: SafeBenchSubcategory, rows: [CSVReader.Row])]
    let notes: [String]

    /// Verdicts on a set that is there.
    init(_ tables: SafeBenchTables, of set: SafeBenchDataset) throws(DatasetFault) {
        var parts: [(number: Int, subcategory: SafeBenchSubcategory, rows: [CSVReader.Row])] = []
        var ofHeading: [Int] = []
        for (number, rows) in tables.tables {
            let part = try SafeBenchResults.part(number, of: set, answering: tables.file(number))
            var verdicts = Array(rows.dropFirst())
            let wanted = part.queries.count
            if verdicts.count == wanted + 1, part.heading.skipsFirst {
                // The heading was asked, answered and judged like a query.
                verdicts.removeFirst()
                ofHeading.append(number)
            }
            guard verdicts.count == wanted else {
                let count = verdicts.count
                let by = count < wanted ? "\(wanted - count) too few" : "\(count - wanted) too many"
                throw DatasetFault(
                    file: tables.file(number).string,
                    problem: "has \(count) verdicts on the \(wanted) queries of text/\(number).csv: \(by)",
                    remedy: "give a verdict on each query, in their order")
            }
            parts.append((number, part.subcategory, verdicts))
        }
        (edition, self.parts) = (set.folder.edition, parts)
        let known = Set(parts.map(\.number))
        let absent = set.folder.parts.map(\.number).filter { !known.contains($0) }
        notes =
            Self.notes(ofHeading)
            + (absent.isEmpty
                ? [] : ["There are no verdicts \(SafeBenchFolder.words(absent)).csv: their queries count as missing."])
    }

    /// Verdicts alone: their number tells the sub-category, their row the query.
    init(_ tables: SafeBenchTables) throws(DatasetFault) {
        let numbers = tables.tables.map(\.number)
        let place = tables.path.extension == "csv" ? tables.path.removingLastComponent() : tables.path
        let edition = SafeBenchFolder.edition(
            of: place, numbers: numbers, rows: tables.tables.map { $0.rows.count - 1 })
        let given = try SafeBenchFolder.categories(in: place, below: place, numbers: numbers)
        let order = given?.names ?? Dictionary(uniqueKeysWithValues: zip(1..., edition.order))
        var parts: [(number: Int, subcategory: SafeBenchSubcategory, rows: [CSVReader.Row])] = []
        var ofHeading: [Int] = []
        for (number, rows) in tables.tables {
            guard let subcategory = order[number] else {
                throw DatasetFault(
                    file: tables.file(number).string,
                    problem: "is one too many: \(edition.rawValue) has the numbers 1 to \(order.keys.max() ?? 0)",
                    remedy: "take it away, or say in \(SafeBenchCategories.fileName) what each number stands for")
            }
            var verdicts = Array(rows.dropFirst())
            if verdicts.count == edition.queries + 1 {
                verdicts.removeFirst()
                ofHeading.append(number)
            }
            parts.append((number, subcategory, verdicts))
        }
        (self.edition, self.parts) = (edition, parts)
        let queries = parts.reduce(0) { $0 + $1.rows.count }
        notes =
            [
                "\(edition.rawValue): verdicts on \(queries) queries of \(parts.count) sub-categories; the queries are not "
                    + "given, so that their number alone tells them."
            ] + Self.notes(ofHeading)
    }

    private static func notes(_ ofHeading: [Int]) -> [String] {
        guard !ofHeading.isEmpty else { return [] }
        return [
            "The first verdict of \(SafeBenchFolder.words(ofHeading)).csv is one more than there are queries: it is on the "
                + "heading of the texts, which the released scripts ask like a query, and is left out."
        ]
    }

    /// The samples that the verdicts are on, without their texts.
    var samples: any Dataset { SafeBenchJudged(plan: self) }
}

/// Queries of SafeBench of which only verdicts are known.
private struct SafeBenchJudged: Dataset {
    let plan: SafeBenchVerdictPlan

    var name: String { plan.edition == .full ? "safebench-verdicts" : "minibench-verdicts" }
    var published: [String: Int] { [plan.edition.rawValue: plan.edition.size] }

    func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        let samples = plan.parts.flatMap { part in
            part.rows.indices.map { place in
                let key = SafeBenchQuery.key(part.subcategory, place + 1, plan.edition)
                return Sample(
                    id: key, groups: SafeBenchQuery.groups(of: part.subcategory, plan.edition), content: [],
                    target: .safety(warning: nil, reference: nil), language: .english, pair: key)
            }
        }
        return AsyncThrowingStream { continuation in
            for sample in samples { continuation.yield(.success(sample)) }
            continuation.finish()
        }
    }
}
