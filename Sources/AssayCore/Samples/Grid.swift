/// A breakdown by two groups whose cells are all known beforehand.
///
/// It tells a cell without samples apart from a rate of zero, and gives reports the order of rows and columns.
public struct Grid: Sendable, Hashable, Codable {
    /// What it shows, for people: `61 categories by modality combination`.
    public let title: String
    /// The metrics that are shown in it, by their settled names; a cell has an estimate of each.
    public let metrics: [String]
    /// The group that names a row.
    public let rowGroup: Group
    /// Every row, in order.
    public let rows: [Row]
    /// The group that names a column.
    public let columnGroup: Group
    /// Every column, in order.
    public let columns: [String]

    /// One row of a grid.
    public struct Row: Sendable, Hashable, Codable {
        /// The value of the grid's row group.
        public let value: String
        /// What stands above rows that belong together; nil where rows stand alone.
        public let heading: String?

        /// A row by its value.
        public init(_ value: String, under heading: String? = nil) {
            self.value = value
            self.heading = heading
        }
    }

    /// A grid of all rows by all columns.
    public init(
        title: String, metrics: [String], rows: [Row], by rowGroup: Group, columns: [String], by columnGroup: Group
    ) {
        self.title = title
        self.metrics = metrics
        self.rowGroup = rowGroup
        self.rows = rows
        self.columnGroup = columnGroup
        self.columns = columns
    }

    /// The group values of every cell, row by row.
    public var cells: [[Group: String]] {
        rows.flatMap { row in columns.map { [rowGroup: row.value, columnGroup: $0] } }
    }
}
