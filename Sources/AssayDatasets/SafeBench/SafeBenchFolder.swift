public import AssayCore
import Foundation
public import SystemPackage

/// SafeBench's texts as they lie in a folder, with all that was decided to read them; media are counted and not opened.
public struct SafeBenchFolder: Sendable {
    /// Which published set it is.
    public enum Edition: String, Sendable, CaseIterable {
        /// All 23 sub-categories with 100 queries each.
        case full = "SafeBench"
        /// 10 of them with 50 queries each.
        case mini = "MiniBench"

        /// The sub-category of number k, counted from 1, where no `category.csv` says otherwise.
        public var order: [SafeBenchSubcategory] {
            self == .full ? SafeBenchSubcategory.all : SafeBenchSubcategory.miniBench
        }

        /// Queries in a file as published.
        var queries: Int { self == .full ? 100 : 50 }
        /// Queries as published.
        public var size: Int { order.count * queries }
    }

    /// The folder that holds `text/`.
    public let path: FilePath
    /// Which set it is.
    public let edition: Edition
    /// The files by their numbers.
    public let parts: [SafeBenchPart]
    /// Files that are none of the set, and media without texts.
    let strangers: [DatasetFault]
    /// Whether a `category.csv` gave the numbers.
    let categoriesFile: FilePath?

    /// The folders below a user's in which a set is looked for, as `assay datasets fetch` lays them or an archive has them.
    private static let places = [
        "", "safebench", "safebench_final", "minibench", "minibench_final",
    ]

    /// The set below a folder, the whole one where there are both; nil where there is none.
    public static func found(below root: FilePath) -> FilePath? { sets(below: root).first }

    /// Every set below a folder, the whole one first.
    public static func sets(below root: FilePath) -> [FilePath] {
        places.map { $0.isEmpty ? root : root.appending($0) }.filter { place in
            // A file says more than a folder, which may be anyone's.
            (1...23).contains {
                FileManager.default.fileExists(atPath: place.appending("text").appending("\($0).csv").string)
            }
        }
    }

    /// Every form in which a set can be asked, by the media that are there: the texts alone where there are none.
    public static func forms(in set: FilePath) -> [SampleForm] {
        let forms: [SampleForm] = SafeBenchMedium.allCases.filter { $0.isThere(in: set) }.map { medium in
            medium.voice.map { SampleForm(modality: .audio, voice: $0) } ?? SampleForm(modality: .textAndImage)
        }
        return forms.isEmpty ? [SampleForm(modality: .text)] : forms
    }

    /// Reads the texts below a folder.
    ///
    /// - Parameters:
    ///   - root: the folder that holds `text/`, or the one above it.
    ///   - media: what is going to be used beside the texts; counted against them.
    /// - Throws: `DatasetFault` where there is no set, or it cannot be told what its numbers mean.
    init(at root: FilePath, using media: [SafeBenchMedium]) throws(DatasetFault) {
        guard let place = Self.found(below: root) else {
            throw DatasetFault(
                file: root.appending("text").string, problem: "holds no file 1.csv to 23.csv",
                remedy: "name the folder that holds text/ with SafeBench's queries with --data")
        }
        path = place
        let texts = place.appending("text")
        let listed: [String]
        do {
            listed = try FileManager.default.contentsOfDirectory(atPath: texts.string)
        } catch {
            throw DatasetFault(file: texts.string, problem: "cannot be listed", remedy: "check its permissions")
        }
        let tables = listed.filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") }
        let numbers = tables.compactMap { SafeBenchMedium.plain(String($0.dropLast(4))) }.sorted()
        var drafts: [SafeBenchDraft] = []
        for number in numbers { drafts.append(SafeBenchDraft(number, texts.appending("\(number).csv"))) }
        edition = Self.edition(of: place, numbers: numbers, rows: drafts.map(\.rows.count))
        (categoriesFile, parts, strangers) = try Self.assembled(
            drafts, names: tables, in: place, below: root, edition, using: media)
    }

    /// Which set files of these numbers are, with so many rows each.
    static func edition(of place: FilePath, numbers: [Int], rows: [Int]) -> Edition {
        let isNamed = place.lastComponent?.string.lowercased().contains("mini") == true
        let areFifty = rows.allSatisfy { (50...51).contains($0) } && (numbers.max() ?? 0) <= 12
        return numbers == Array(1...10) || isNamed || areFifty ? .mini : .full
    }

    private typealias Assembly = (file: FilePath?, parts: [SafeBenchPart], strangers: [DatasetFault])

    private static func assembled(
        _ drafts: [SafeBenchDraft], names: [String], in place: FilePath, below root: FilePath, _ edition: Edition,
        using media: [SafeBenchMedium]
    ) throws(DatasetFault) -> Assembly {
        let given = try categories(in: place, below: root, numbers: drafts.map(\.number))
        let order = given?.names ?? Dictionary(uniqueKeysWithValues: zip(1..., edition.order))
        let counted = media.isEmpty ? SafeBenchMedium.allCases.filter { $0.isThere(in: place) } : media
        let judgement = SafeBenchCounting(
            folder: place, counted: counted, published: edition.queries, drafts: drafts)
        var (parts, strangers): ([SafeBenchPart], [DatasetFault]) = ([], [])
        for draft in drafts {
            guard let subcategory = order[draft.number] else {
                strangers.append(stranger(draft.file, order.keys.max() ?? 0, edition, given != nil))
                continue
            }
            parts.append(judgement.part(of: draft, subcategory))
        }
        for name in names
        where SafeBenchMedium.plain(String(name.dropLast(4))) == nil && name != SafeBenchCategories.fileName {
            strangers.append(
                DatasetFault(
                    file: place.appending("text").appending(name).string,
                    problem: "is not named by the number of a sub-category",
                    remedy: "name it \(order.keys.min() ?? 1).csv to \(order.keys.max() ?? 23).csv, or take it away"))
        }
        return (given?.file, parts, strangers + judgement.mediaWithoutText)
    }

    private static func stranger(
        _ file: FilePath, _ last: Int, _ edition: Edition, _ isNamed: Bool
    ) -> DatasetFault {
        DatasetFault(
            file: file.string,
            problem: isNamed
                ? "\(SafeBenchCategories.fileName) gives its number no sub-category"
                : "is one too many: \(edition.rawValue) has the numbers 1 to \(last)",
            remedy: "take it away, or say in \(SafeBenchCategories.fileName) what each number stands for")
    }

    /// What a `category.csv` says, where there is one that speaks of these files.
    ///
    /// One that lies in the set's own folder speaks of them; one above it may be the other edition's.
    static func categories(
        in place: FilePath, below root: FilePath, numbers: [Int]
    ) throws(DatasetFault) -> (file: FilePath, names: [Int: SafeBenchSubcategory])? {
        let name = SafeBenchCategories.fileName
        for folder in [place, place.appending("text")] {
            let file = folder.appending(name)
            guard FileManager.default.fileExists(atPath: file.string) else { continue }
            return (file, try SafeBenchCategories.read(file))
        }
        for folder in [root, place.removingLastComponent()] {
            let file = folder.appending(name)
            guard FileManager.default.fileExists(atPath: file.string) else { continue }
            let names = try SafeBenchCategories.read(file)
            if Set(names.keys) == Set(numbers) { return (file, names) }
        }
        return nil
    }
}
