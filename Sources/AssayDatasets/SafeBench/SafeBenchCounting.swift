import AssayCore
import SystemPackage

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
    func part(of draft: SafeBenchDraft, _ subcategory: SafeBenchSubcategory) -> SafeBenchPart {
        let finding = SafeBenchHeader.finding(evidence(of: draft))
        let skipped = finding.skipsFirst ? 1 : 0
        let queries = Array(draft.rows.dropFirst(skipped))
        return SafeBenchPart(
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
