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

/// Texts against media: which first rows are headings, and where the counts do not agree.
struct SafeBenchCounting {
    private let folder: FilePath
    /// The kinds that are used; where none is, those that are there tell of headings all the same.
    private let counted: [SafeBenchMedium]
    private let published: Int
    private let drafts: [SafeBenchDraft]
    private let allHaveOneMore: Bool

    init(folder: FilePath, counted: [SafeBenchMedium], published: Int, drafts: [SafeBenchDraft]) {
        self.folder = folder
        self.counted = counted
        self.published = published
        self.drafts = drafts
        // A heading that nobody knows is the same in every file; first queries are not.
        allHaveOneMore =
            drafts.count > 1 && !counted.isEmpty && Set(drafts.map(\.first)).count == 1
            && drafts.allSatisfy { draft in
                counted.allSatisfy { $0.count(of: draft.number, in: folder) == draft.rows.count - 1 }
            }
    }

    /// A file with its queries, or with what is wrong with it as a whole.
    func part(of draft: SafeBenchDraft, _ subcategory: SafeBenchSubcategory) -> SafeBenchFolder.Part {
        let finding = SafeBenchHeader.finding(evidence(of: draft))
        let skipped = finding.skipsFirst ? 1 : 0
        let queries = Array(draft.rows.dropFirst(skipped))
        return SafeBenchFolder.Part(
            number: draft.number, subcategory: subcategory, file: draft.file, queries: queries,
            rows: Array(draft.places.dropFirst(skipped)), heading: finding,
            fault: draft.fault ?? fault(of: draft, queries: queries.count, skipped: skipped))
    }

    private func evidence(of draft: SafeBenchDraft) -> SafeBenchHeader.Evidence {
        let others = draft.rows.dropFirst().compactMap { try? $0.get() }
        return SafeBenchHeader.Evidence(
            rows: draft.rows.count, first: draft.first,
            media: counted.lazy.compactMap { $0.count(of: draft.number, in: folder) }.first,
            published: published,
            othersAreSentences: !others.isEmpty && others.allSatisfy { $0.contains(where: \.isWhitespace) },
            allHaveOneMore: allHaveOneMore)
    }

    /// Where the queries and the media of a kind are not as many.
    private func fault(of draft: SafeBenchDraft, queries: Int, skipped: Int) -> DatasetFault? {
        for medium in counted {
            guard let count = medium.count(of: draft.number, in: folder) else {
                return DatasetFault(
                    file: folder.appending(medium.rawValue).appending("\(draft.number)").string,
                    problem: "no such folder, but text/\(draft.number).csv has \(queries) queries",
                    remedy: "fetch the media of this sub-category, or take its texts away")
            }
            guard count != queries else { continue }
            let by = count < queries ? "\(queries - count) too few" : "\(count - queries) too many"
            return DatasetFault(
                file: draft.file.string,
                problem:
                    "has \(draft.rows.count) rows\(skipped > 0 ? ", the first a heading" : ""): \(queries) queries "
                    + "stand against \(medium.counted(count)) in \(medium.rawValue)/\(draft.number), \(by)",
                remedy: "each query needs its own: fetch what is missing, take away what is too many, or write 'query' "
                    + "above the queries if the first row is a heading of another name")
        }
        return nil
    }

    /// Media of a number that no text has, in the kinds that are counted.
    var mediaWithoutText: [DatasetFault] {
        let known = Set(drafts.map(\.number))
        return counted.flatMap { medium in
            medium.parts(in: folder).filter { !known.contains($0) }.map { number in
                DatasetFault(
                    file: folder.appending(medium.rawValue).appending("\(number)").string,
                    problem:
                        "holds \(medium.counted(medium.count(of: number, in: folder) ?? 0)), but text/\(number).csv is not there",
                    remedy: "fetch the texts of this sub-category, or take its media away")
            }
        }
    }
}
