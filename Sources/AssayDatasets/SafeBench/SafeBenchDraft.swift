import AssayCore
import SystemPackage

/// The rows of one file of texts before it is known whether the first of them is a heading.
struct SafeBenchDraft: Sendable {
    /// k, the number that names the file.
    let number: Int
    let file: FilePath
    /// The first field of each row, or what is wrong with it.
    let rows: [Result<String, DatasetFault>]
    /// The number of each row in the file; behind a row that cannot be read they are counted on.
    let places: [Int]
    /// Why the file cannot be read to its end.
    let fault: DatasetFault?

    /// The first field of the first row; nil where it cannot be read.
    var first: String? { rows.first.flatMap { try? $0.get() } }

    /// The most rows of a file; the release has about a hundred.
    private static let mostRows = 100_000

    /// Reads a file; whatever is wrong with it is kept for later.
    init(_ number: Int, _ file: FilePath) {
        self.number = number
        self.file = file
        var (rows, places): ([Result<String, DatasetFault>], [Int]) = ([], [])
        var fault: DatasetFault?
        do throws(DatasetFault) {
            let reader = try CSVReader(file)
            while fault == nil {
                do throws(DatasetFault) {
                    guard let row = try reader.next() else { break }
                    rows.append(Self.query(in: row, of: file))
                    places.append(row.number)
                } catch {
                    guard reader.canGoOn else { throw error }
                    rows.append(.failure(error))
                    places.append((places.last ?? 0) + 1)
                }
                if rows.count > Self.mostRows {
                    fault = DatasetFault(
                        file: file.string, problem: "has more than \(Self.mostRows) rows",
                        remedy: "give SafeBench's own file")
                }
            }
            if rows.isEmpty {
                throw DatasetFault(file: file.string, problem: "is empty", remedy: "fetch it again")
            }
        } catch {
            fault = error
        }
        (self.rows, self.places, self.fault) = (rows, places, fault)
    }

    private static func query(in row: CSVReader.Row, of file: FilePath) -> Result<String, DatasetFault> {
        guard let query = row.fields.first, !query.allSatisfy(\.isWhitespace) else {
            return .failure(
                DatasetFault(
                    file: file.string,
                    entry: row.number == row.line ? "row \(row.number)" : "row \(row.number), line \(row.line)",
                    problem: "has no query in its first field",
                    remedy: "mend the row, or leave such rows out with --skip-invalid"))
        }
        return .success(query)
    }
}
