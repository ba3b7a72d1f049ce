import AssayCore
import Foundation
import SystemPackage

/// A folder of results with a table `{k}.csv` for each sub-category, or one such table.
struct SafeBenchTables {
    /// The folder, or the file.
    let path: FilePath
    /// The tables by their numbers.
    let tables: [(number: Int, rows: [CSVReader.Row])]
    /// Over a line for each table in order of the numbers: its name and the SHA-256 of its bytes.
    let digest: Digest

    /// The most rows of a table.
    private static let mostRows = 100_000

    /// Reads all of them.
    ///
    /// - Throws: the file and row that cannot be read; that there is none.
    init(at path: FilePath, of what: String) throws(DatasetFault) {
        self.path = path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) else {
            throw DatasetFault(
                file: path.string, problem: "no such file or folder",
                remedy: "name the folder that holds \(what) as 1.csv to 23.csv")
        }
        let folder = isFolder.boolValue ? path : path.removingLastComponent()
        // A folder that cannot be listed holds none.
        let names =
            isFolder.boolValue
            ? (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? []
            : [path.lastComponent?.string ?? ""]
        let numbers = names.filter { $0.hasSuffix(".csv") }
            .compactMap { SafeBenchMedium.plain(String($0.dropLast(4))) }.sorted()
        guard !numbers.isEmpty else {
            throw DatasetFault(
                file: path.string, problem: "holds no file that is named by a number, such as 1.csv",
                remedy: "name the folder that holds \(what) as 1.csv to 23.csv")
        }
        var tables: [(number: Int, rows: [CSVReader.Row])] = []
        var lines = ""
        for number in numbers {
            let file = folder.appending("\(number).csv")
            tables.append((number, try Self.rows(of: file)))
            lines += "\(number).csv \(Digest(of: Array(try DatasetBytes.read(file, ifAbsent: "check the name"))).hex)\n"
        }
        self.tables = tables
        digest = Digest(of: lines)
    }

    private static func rows(of file: FilePath) throws(DatasetFault) -> [CSVReader.Row] {
        let reader = try CSVReader(file)
        var rows: [CSVReader.Row] = []
        while let row = try reader.next() {
            rows.append(row)
            guard rows.count <= mostRows else {
                throw DatasetFault(
                    file: file.string, problem: "has more than \(mostRows) rows",
                    remedy: "give the benchmark's own file")
            }
        }
        guard !rows.isEmpty else {
            throw DatasetFault(file: file.string, problem: "is empty", remedy: "give the whole file")
        }
        return rows
    }

    /// The file of a number.
    func file(_ number: Int) -> FilePath {
        path.extension == "csv" ? path : path.appending("\(number).csv")
    }

    /// The name of a column as it is compared.
    static func folded(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
            .replacing("judgement", with: "judgment")
    }
}
