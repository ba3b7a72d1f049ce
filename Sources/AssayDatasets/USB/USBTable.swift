import AssayCore
import SystemPackage

/// The rows of one published file, one in memory.
final class USBTable {
    let path: FilePath
    let file: USBFile
    private let reader: CSVReader
    private let language: Language
    private var columns: [String: Int] = [:]
    private let width: Int

    private static let needed = [
        "id", "text", "open_url", "level1_category", "level2_category", "level3_category", "img_risk", "text_risk",
        "img_style", "usage",
    ]
    private static let chineseText = "text_zh"

    /// Opens a file and reads its headings.
    init(_ path: FilePath, file: USBFile, language: Language) throws(DatasetFault) {
        self.path = path
        self.file = file
        self.language = language
        reader = try CSVReader(path)
        guard let headings = try reader.next() else {
            throw DatasetFault(file: path.string, problem: "is empty", remedy: "fetch it again")
        }
        width = headings.fields.count
        for (place, heading) in headings.fields.enumerated() {
            let name = Self.trimmed(heading)
            // Columns of others may be called what they like.
            guard columns.updateValue(place, forKey: name) == nil || !(Self.needed + [Self.chineseText]).contains(name)
            else {
                throw DatasetFault(
                    file: path.string, entry: "row 1", problem: "a column stands twice", remedy: "mend the headings")
            }
        }
        for column in Self.needed + (language == .chinese ? [Self.chineseText] : []) where columns[column] == nil {
            throw DatasetFault(
                file: path.string, entry: "row 1", problem: "the column '\(column)' is missing",
                remedy: column == Self.chineseText
                    ? "this release has English texts alone: leave --language zh out" : "fetch the file again")
        }
    }

    /// The next row, checked but for its image, or what is wrong with it; nil at the end.
    func next() throws(DatasetFault) -> Result<USBRow, DatasetFault>? {
        do throws(DatasetFault) {
            guard let row = try reader.next() else { return nil }
            return .success(try self.row(row))
        } catch {
            // A fault of the file, not of a row of it: nothing more can be read.
            guard reader.canGoOn else { throw error }
            return .failure(error)
        }
    }

    private func row(_ row: CSVReader.Row) throws(DatasetFault) -> USBRow {
        guard row.fields.count == width else {
            throw fault(row, "has \(row.fields.count) fields, the headings \(width)", "mend the row")
        }
        let id = Self.trimmed(field("id", row))
        guard !id.isEmpty else { throw fault(row, "'id' is empty", "mend the row") }
        let usage = try usage(row)
        let text = try text(row)
        let isHarmless = usage == .overrefusal
        let lacksCategory = isHarmless && (1...3).allSatisfy { Self.trimmed(field("level\($0)_category", row)).isEmpty }
        let lacksBits = isHarmless && ["img_risk", "text_risk"].allSatisfy { Self.trimmed(field($0, row)).isEmpty }
        return USBRow(
            id: id, text: text, image: field("open_url", row), category: lacksCategory ? nil : try category(row),
            combination: lacksBits
                ? nil
                : ModalityCombination(
                    isImageRisky: try bit("img_risk", row), isTextRisky: try bit("text_risk", row)),
            imageStyle: Self.trimmed(field("img_style", row)), usage: usage, mark: mark(row),
            place: .init(file: path.string, row: place(row)), subset: file.title)
    }

    private func text(_ row: CSVReader.Row) throws(DatasetFault) -> String {
        let column = language == .chinese ? Self.chineseText : "text"
        let text = field(column, row)
        guard text.allSatisfy(\.isWhitespace) else { return text }
        guard language == .chinese else { throw fault(row, "'text' is empty", "mend the row") }
        throw DatasetFault(
            file: path.string, entry: place(row), problem: "has no Chinese text",
            remedy: "such rows are left out of a Chinese run", loss: .text)
    }

    private func usage(_ row: CSVReader.Row) throws(DatasetFault) -> USBUsage {
        guard let usage = USBUsage(rawValue: Self.trimmed(field("usage", row))) else {
            throw fault(row, "'usage' is neither vulnerability nor overrefusal", "mend the row")
        }
        return usage
    }

    private func category(_ row: CSVReader.Row) throws(DatasetFault) -> Taxonomy.Category {
        let names = (1...3).map { field("level\($0)_category", row) }
        guard let category = Taxonomy.usb.category(names[0], names[1], names[2]) else {
            let place = (1...3).first { level in
                Taxonomy.usb.name(like: names[level - 1]) == nil
            }
            throw fault(
                row,
                place.map { "'level\($0)_category' is none of the publication's categories" }
                    ?? "its three categories are not one below the other in the publication's list", "mend the row")
        }
        return category
    }

    private func bit(_ column: String, _ row: CSVReader.Row) throws(DatasetFault) -> Bool {
        switch Self.trimmed(field(column, row)) {
        case "0": return false
        case "1": return true
        default: throw fault(row, "'\(column)' is neither 0 nor 1", "mend the row")
        }
    }

    private func mark(_ row: CSVReader.Row) -> UInt64 {
        let used = (Self.needed + [Self.chineseText]).map { field($0, row) }
        return StableHash(of: used.joined(separator: "\u{1F}")).mixed
    }

    private func field(_ column: String, _ row: CSVReader.Row) -> String {
        columns[column].map { row.fields[$0] } ?? ""
    }

    private func place(_ row: CSVReader.Row) -> String {
        let id = Self.trimmed(field("id", row)).prefix(40)
        let shown = id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) } ? id : "?"
        let line = row.line == row.number ? "" : ", line \(row.line)"
        return "row \(row.number)\(line)" + (shown.isEmpty ? "" : " (id \(shown))")
    }

    private func fault(_ row: CSVReader.Row, _ problem: String, _ remedy: String) -> DatasetFault {
        DatasetFault(
            file: path.string, entry: place(row), problem: problem,
            remedy: "\(remedy), or leave such rows out with --skip-invalid")
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
