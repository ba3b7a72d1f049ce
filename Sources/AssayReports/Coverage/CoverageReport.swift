import AssayCore
public import AssayMetrics

/// What a dataset covers, for a reader.
public struct CoverageReport: Sendable {
    /// The files that were counted, as the user named them.
    public let files: [String]
    let coverage: SampleCoverage
    /// The samples that a cell should have.
    public let threshold: Int
    /// Faulty entries that were left out.
    public let skipped: Int
    /// Entries that were left out because their image is gone from the release.
    public let lost: Int

    /// What completeness is, and whose it is.
    static let ours =
        "Completeness is Assay's own figure: the share of cells with at least as many samples as the threshold. USB's "
        + "publication speaks of such a figure; its formula is not known to us."

    /// A report on what was counted.
    public init(files: [String], _ coverage: SampleCoverage, threshold: Int, skipped: Int = 0, lost: Int = 0) {
        self.files = files
        self.coverage = coverage
        self.threshold = threshold
        self.skipped = skipped
        self.lost = lost
    }

    /// The language columns of a table: each that occurs; all together where there is but one or none.
    var languages: [Language?] { coverage.languages.count > 1 ? coverage.languages : [nil] }

    /// A count with a mark where it is under the threshold.
    private func cell(_ count: Int) -> String { "\(count < threshold ? "*" : "")\(count)" }

    /// The share of cells that are filled, with what it rests on.
    func completeness(in language: Language?) -> String {
        Figures.share(coverage.reached(threshold, in: language), of: coverage.cells)
    }

    /// What was counted, as labelled lines.
    var facts: [(label: String, value: String)] {
        var facts = [("Files", files.map { $0.printable(atMost: 200) }.joined(separator: ", "))]
        let placed = coverage.placed()
        facts.append(
            (
                "Samples",
                "\(coverage.samples), of these \(placed) in a cell"
                    + (skipped > 0 ? "; \(skipped) faulty left out" : "")
                    + (lost > 0 ? "; \(lost) whose image is gone left out" : "")
            ))
        if coverage.ofOtherUsage > 0, let usage = coverage.usage {
            facts.append(("Other usage", "\(coverage.ofOtherUsage) are not for \(usage.rawValue) and lie in no cell"))
        }
        let size = Figures.counted(coverage.taxonomy.categories.count, "category", "categories")
        facts.append(
            (
                "Taxonomy",
                "\(coverage.taxonomy.name.printable(atMost: 80)), \(size) x 4 combinations = \(coverage.cells) cells"
            ))
        facts.append(("Threshold", "\(threshold) samples a cell; a star marks what is under it"))
        facts.append(("Completeness", completeness(in: nil)))
        if coverage.languages.count > 1 {
            for language in coverage.languages {
                facts.append(
                    (
                        "  in \(language.rawValue)",
                        "\(completeness(in: language)), \(Figures.counted(coverage.placed(in: language), "sample"))"
                    ))
            }
        }
        return facts
    }

    /// The samples that lie in no cell, most frequent first.
    var unplaced: [(reason: String, count: Int)] {
        coverage.unplaced.map { (reason: $0.key.words, count: $0.value) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }

    /// The report for a terminal.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - styled: whether signs for bold and dim may be used.
    /// - Returns: lines, each ended by a line break.
    public func render(width: Int = 100, styled: Bool = false) -> String {
        var head = TextTable([.init(""), .init("", wraps: true)])
        for fact in facts { head.append([fact.label, fact.value]) }
        var rest = TextTable([.init("In no cell", wraps: true), .init("Samples", .right)])
        for entry in unplaced { rest.append([entry.reason, "\(entry.count)"]) }
        let closing = Self.ours.wrapped(to: width).map { $0 + "\n" }.joined()
        let parts = [
            head.render(width: width), table.render(width: width, styled: styled),
            rest.isEmpty ? "" : rest.render(width: width, styled: styled), closing,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var table: TextTable {
        let columns = languages.flatMap { language in
            SampleCoverage.combinations.map { combination in
                TextTable.Column(
                    combination.rawValue + (language.map { "\n\($0.rawValue)" } ?? ""), .right)
            }
        }
        var table = TextTable([.init("Category", wraps: true)] + columns)
        var heading = ""
        for (row, category) in coverage.taxonomy.categories.enumerated() {
            if category.heading != heading {
                heading = category.heading
                table.append(heading: heading)
            }
            let counts = languages.flatMap { language in
                SampleCoverage.combinations.indices.map {
                    cell(coverage.count(row: row, column: $0, language: language))
                }
            }
            table.append(["  \(category.name)"] + counts)
        }
        return table
    }
}

extension SampleCoverage.Unplaced {
    /// The reason in words; names are the dataset's own.
    var words: String {
        switch self {
        case .noCategory: "no group 'category'"
        case .unknownCategory(let name): "category '\(name.printable(atMost: 80))' is not in the taxonomy"
        case .noCombination: "no group 'combination'"
        case .unknownCombination(let name):
            "combination '\(name.printable(atMost: 80))' is none of "
                + SampleCoverage.combinations.map(\.rawValue).joined(separator: ", ")
        case .furtherNames: "further names that are not known"
        }
    }
}
