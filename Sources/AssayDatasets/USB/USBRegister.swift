import AssayCore
import SystemPackage

/// Which rows have been read, so that a row in both files counts once and an id stands for one row.
struct USBRegister {
    private let later: FilePath?
    private var marks: [String: UInt64] = [:]
    private var rows: [String: USBRow.Place] = [:]
    private var read: [String: UInt64] = [:]

    /// Nothing read yet; `later` is the file that is read second.
    init(later: FilePath?) {
        self.later = later
    }

    /// Notes which rows stand in the second file, so that the first pass can tell those that are in both.
    ///
    /// What is wrong with that file is said when its turn comes.
    mutating func readAhead() throws(DatasetFault) {
        guard let later else { return }
        let table = try USBTable(later, file: .hard, language: .english)
        while let row = try table.next() {
            if case .success(let row) = row { marks[row.id] = row.mark }
        }
    }

    /// The row; nil where the same one has been read from the file before.
    mutating func taken(_ row: USBRow, from table: USBTable) -> Result<USBRow?, DatasetFault> {
        if let first = rows[row.id] {
            if first.file != row.place.file, read[row.id] == row.mark { return .success(nil) }
            let place = first.file == row.place.file ? first.row : "\(first.row) of \(first.file) with other content"
            return .failure(
                DatasetFault(
                    file: row.place.file, entry: row.place.row, problem: "the id stands in \(place) already",
                    remedy: "give each row an id of its own, or leave such rows out with --skip-invalid"))
        }
        rows[row.id] = row.place
        read[row.id] = row.mark
        var row = row
        if marks[row.id] == row.mark, table.file == .base { row.subset = "both" }
        return .success(row)
    }
}
