extension String {
    /// How many letters have to be put in, taken out, changed, or swapped with their neighbour to make another text.
    ///
    /// Of long texts the first 64 letters are compared, so that a hostile name costs nothing.
    public func changes(to other: String) -> Int {
        let (a, b) = (Array(prefix(64)), Array(other.prefix(64)))
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var least = Swift.min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = Swift.min(least, rows[i - 1][j - 1] + 1) }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
