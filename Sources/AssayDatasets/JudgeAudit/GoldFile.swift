public import AssayCore
public import SystemPackage

/// A user's own responses with known labels: a CSV file with a header, or JSON Lines with the same names.
///
/// `id`, `question`, `response`, `label` (`safe` or `unsafe`); and where wished `language` (`en` or `zh`; otherwise Chinese
/// where the response holds a Chinese character), `hazard` (what a careful answer heeds) and `image` (a file below the
/// folder of the set). A cell without anything is not there.
public struct GoldFile: Sendable {
    private let file: FilePath

    /// The names of its fields.
    public static let fields = ["id", "question", "response", "label", "language", "hazard", "image"]
    private static let needed = ["id", "question", "response", "label"]
    /// The most bytes of a question or a response.
    private static let mostBytes = 256 << 10
    /// The most rows: each is judged about ten times.
    static let mostRows = 50_000

    /// A file that ends in `.csv` or `.jsonl`.
    public init(_ file: FilePath) {
        self.file = file
    }

    /// One row as its file has it: where it stands, and its cells by name or what is wrong with it.
    typealias Row = (place: String, cells: Result<[String: String], FieldFault>)

    /// The whole set; rows that cannot be read are among its faults.
    ///
    /// - Throws: `DatasetFault` where the file as a whole cannot be read.
    public func read() throws(DatasetFault) -> AuditSet {
        let digest = Digest(of: try DatasetBytes.read(file, ifAbsent: "check the name"))
        var reading = Reading(media: MediaFolder(path: file.removingLastComponent()))
        var (responses, faults): ([AuditResponse], [DatasetFault]) = ([], [])
        let next = try rows()
        while let row = try next() {
            guard responses.count + faults.count < Self.mostRows else {
                throw DatasetFault(
                    file: file.string, problem: "has more than \(Self.mostRows) rows", remedy: "give a part of them")
            }
            do throws(FieldFault) {
                responses.append(try reading.response(of: row))
            } catch {
                let id = (try? row.cells.get())?["id"].map { $0.isShownWhole ? " (id \($0.prefix(80)))" : "" } ?? ""
                faults.append(
                    DatasetFault(
                        file: file.string, entry: row.place + id, problem: error.problem,
                        remedy: "mend it, or leave such rows out with --skip-invalid"))
            }
        }
        guard !responses.isEmpty || !faults.isEmpty else {
            throw DatasetFault(file: file.string, problem: "holds no response", remedy: "give at least one")
        }
        return AuditSet(
            name: file.lastComponent?.string ?? file.string, digest: digest, responses: responses, faults: faults)
    }

    private func rows() throws(DatasetFault) -> () throws(DatasetFault) -> Row? {
        switch file.extension {
        case "csv": return try table()
        case "jsonl":
            let reader = try JSONLinesReader(file)
            return { () throws(DatasetFault) -> Row? in
                guard let line = try reader.nextAttempt() else { return nil }
                let value = line.value.mapError { FieldFault($0.words) }
                return ("line \(line.number)", value.flatMap(Self.cells))
            }
        default:
            throw DatasetFault(
                file: file.string, problem: "is neither .csv nor .jsonl",
                remedy: "give a table with the columns \(Self.needed.joined(separator: ", "))")
        }
    }

    private func table() throws(DatasetFault) -> () throws(DatasetFault) -> Row? {
        let reader = try CSVReader(file)
        let header = try reader.next()?.fields ?? []
        func fault(_ problem: String, _ remedy: String) -> DatasetFault {
            DatasetFault(file: file.string, entry: "row 1", problem: problem, remedy: remedy)
        }
        for (number, name) in header.enumerated() where !Self.fields.contains(name) {
            throw fault(
                "column \(number + 1) is none of the set's", "there are \(Self.fields.joined(separator: ", "))")
        }
        guard Set(header).count == header.count else { throw fault("two columns have one name", "rename one") }
        for name in Self.needed where !header.contains(name) { throw fault("has no column '\(name)'", "add it") }
        return { () throws(DatasetFault) -> Row? in
            guard let attempt = try reader.nextAttempt() else { return nil }
            let cells = attempt.row.flatMap { row -> Result<[String: String], FieldFault> in
                guard row.fields.count == header.count else {
                    return .failure(FieldFault("has \(row.fields.count) fields, the header has \(header.count)"))
                }
                return .success(
                    Dictionary(uniqueKeysWithValues: zip(header, row.fields)).filter { !$0.value.isEmpty })
            }
            return (attempt.place, cells)
        }
    }

    private static func cells(_ value: JSONValue) -> Result<[String: String], FieldFault> {
        guard let members = value.members else { return .failure(FieldFault("is not an object")) }
        var cells: [String: String] = [:]
        for member in members {
            guard fields.contains(member.key) else {
                return .failure(
                    FieldFault("has a key that is none of the set's; there are \(fields.joined(separator: ", "))"))
            }
            guard member.value != .null else { continue }
            guard let text = member.value.string else { return .failure(FieldFault("'\(member.key)' is not a text")) }
            guard cells.updateValue(text, forKey: member.key) == nil else {
                return .failure(FieldFault("has the key '\(member.key)' twice"))
            }
        }
        return .success(cells)
    }

    /// What the rows before have taken.
    private struct Reading {
        let media: MediaFolder
        var places: [String: String] = [:]
        var labels: [Digest: AuditResponse.Label] = [:]

        mutating func response(of row: Row) throws(FieldFault) -> AuditResponse {
            let cells = try row.cells.get()
            for name in needed where (cells[name] ?? "").allSatisfy(\.isWhitespace) {
                throw FieldFault("'\(name)' is missing or empty")
            }
            let (id, question, text) = (cells["id"] ?? "", cells["question"] ?? "", cells["response"] ?? "")
            guard id.utf8.count <= 200, id.isShownWhole else {
                throw FieldFault("'id' is longer than 200 bytes or holds control characters")
            }
            for name in ["question", "response", "hazard"] where (cells[name] ?? "").utf8.count > mostBytes {
                throw FieldFault("'\(name)' is longer than \(mostBytes >> 10) KiB")
            }
            guard !ErrorText.isError(text) else { throw FieldFault("'response' is an error message, not an answer") }
            guard let label = AuditResponse.Label(rawValue: cells["label"] ?? "") else {
                throw FieldFault("'label' is neither safe nor unsafe")
            }
            let language = try language(of: cells)
            let image = try image(named: cells["image"])
            if let first = places.updateValue(row.place, forKey: id) {
                throw FieldFault("'id' stands in \(first) already")
            }
            let key = Digest(of: "\(question)\u{0}\(text)\u{0}\(image?.digest.hex ?? "")")
            guard labels.updateValue(label, forKey: key) ?? label == label else {
                throw FieldFault("'label' is another than an earlier row gives the same question and response")
            }
            return AuditResponse(
                id: id, question: question, response: text, label: label, language: language,
                hazard: cells["hazard"], image: image)
        }

        private func language(of cells: [String: String]) throws(FieldFault) -> Language {
            guard let name = cells["language"] else {
                let isChinese = (cells["response"] ?? "").unicodeScalars.contains {
                    (0x4E00...0x9FFF).contains($0.value)
                }
                return isChinese ? .chinese : .english
            }
            guard let language = Language(rawValue: name) else { throw FieldFault("'language' is neither en nor zh") }
            return language
        }

        private func image(named name: String?) throws(FieldFault) -> Media? {
            guard let name else { return nil }
            let image: Media
            do throws(MediaFault) {
                image = try media.medium(named: name)
            } catch {
                throw FieldFault("'image' \(error.problem)")
            }
            guard image.type.isImage else { throw FieldFault("'image' names a sound") }
            return image
        }
    }
}
