/// A benchmark's published results, row by row as they are printed.
public struct PublishedTable: Sendable, Hashable, Codable {
    /// The benchmark and the publication: `usb/acl`.
    public let name: String
    /// The table for people.
    public let title: String
    /// Where it is published.
    public let source: String
    /// The suites whose runs may stand beside it, by name.
    public let suites: [String]
    /// The protocol that says how the rows were made, by name.
    public let protocolName: String
    /// What is known of how the rows were made, and what is not: sentences.
    public let known: [String]
    /// What each row gives, the headline first.
    public let columns: [Column]
    /// The slices that each row gives beside its headline; nil where there are none.
    public let cells: Cells?
    /// The rows, in the order of the publication.
    public let rows: [Row]

    /// One column.
    public struct Column: Sendable, Hashable, Codable {
        /// The metric with the same estimator, by its settled name: only its values may stand in the column.
        public let metric: String
        /// What the publication prints above it.
        public let title: String
        /// Which way is safer or better.
        public let direction: Estimate.Direction
        /// How the printed value was computed, as far as that is known.
        public let estimator: String
    }

    /// The slices of the first column, the values of the second group turning fastest.
    public struct Cells: Sendable, Hashable, Codable {
        /// The metric that has the same estimator within a cell.
        public let metric: String
        /// The first group.
        public let rowGroup: Group
        /// Its values.
        public let rows: [String]
        /// The second group.
        public let columnGroup: Group
        /// Its values.
        public let columns: [String]
        /// Whether the headline is said to be the mean of the cells.
        public let headlineIsMean: Bool

        /// The group values of every cell, in the order of `Row.cells`.
        public var groups: [[Group: String]] {
            rows.flatMap { row in columns.map { [rowGroup: row, columnGroup: $0] } }
        }

        enum CodingKeys: String, CodingKey {
            case metric, rowGroup = "row_group", rows, columnGroup = "column_group", columns
            case headlineIsMean = "headline_is_mean"
        }
    }

    /// One row.
    public struct Row: Sendable, Hashable, Codable {
        /// The model as the publication names it.
        public let model: String
        /// A percentage as printed for each column; nil where none is printed.
        public let values: [Double?]
        /// A percentage as printed for each cell.
        public let cells: [Double]?
    }

    enum CodingKeys: String, CodingKey {
        case name, title, source, suites, protocolName = "protocol", known, columns, cells, rows
    }

    /// The mean of a row's cells, to two places, where the headline is said to be that and is more than 0.01 from it.
    public func meanThatDiffers(in row: Row) -> Double? {
        guard let cells, cells.headlineIsMean, let values = row.cells, !values.isEmpty,
            let printed = row.values.first.flatMap(\.self)
        else { return nil }
        // In hundredths of a point, as both are printed.
        let mean = (values.reduce(0, +) / Double(values.count) * 100).rounded()
        return (mean - (printed * 100).rounded()).magnitude > 1 ? mean / 100 : nil
    }
}
