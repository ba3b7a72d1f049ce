#if XLSX
    import CXLSXWriter

    /// Rows of the long format as an Excel sheet, written row by row: memory holds one row.
    ///
    /// Texts are written as texts, whatever they begin with, so that nothing is taken for a formula.
    public final class LongFormatSheet {
        /// The most rows of a sheet, its headings among them, and the most characters of a cell.
        public static let (mostRows, mostCharacters) = (1_048_576, 32_767)

        /// How many texts were cut since a cell does not hold them.
        public private(set) var cut = 0
        private var book: UnsafeMutablePointer<lxw_workbook>?
        private let sheet: UnsafeMutablePointer<lxw_worksheet>
        private let hasTrials: Bool
        private var row: UInt32 = 0

        /// Why a sheet was not written.
        public enum Failure: Error, Sendable, Hashable {
            /// It has more rows than a sheet can have.
            case tooManyRows
            /// The file cannot be written.
            case cannotWrite
        }

        /// Begins a file, and writes its headings.
        public init(at path: String, of runs: [LongFormat]) throws(Failure) {
            var options = lxw_workbook_options()
            options.constant_memory = 1
            guard let book = workbook_new_opt(path, &options) else { throw .cannotWrite }
            guard let sheet = workbook_add_worksheet(book, "records") else {
                lxw_workbook_free(book)
                throw .cannotWrite
            }
            self.book = book
            self.sheet = sheet
            hasTrials = runs.contains { $0.trials > 1 }
            let columns = hasTrials ? LongFormat.columns : LongFormat.columns.dropLast()
            for (column, name) in columns.enumerated() { try put(name, in: column) }
            row += 1
        }

        deinit {
            // What is not closed is not wanted.
            if let book { lxw_workbook_free(book) }
        }

        /// Adds rows.
        public func append(_ rows: [LongFormat.Row]) throws(Failure) {
            for cells in rows {
                guard row < Self.mostRows else { throw .tooManyRows }
                for (column, text) in cells.texts.enumerated() {
                    if column == cells.texts.count - 1, let number = cells.number {
                        try check(worksheet_write_number(sheet, row, UInt16(column), number, nil))
                    } else {
                        try put(text, in: column)
                    }
                }
                if hasTrials {
                    try check(worksheet_write_number(sheet, row, UInt16(cells.texts.count), Double(cells.trial), nil))
                }
                row += 1
            }
        }

        /// Writes what is left, and closes the file.
        public func close() throws(Failure) {
            guard let book else { return }
            // The library frees the book in either case.
            self.book = nil
            try check(workbook_close(book))
        }

        private func put(_ text: String, in column: Int) throws(Failure) {
            guard !text.isEmpty else { return }
            var text = text.printable
            if text.unicodeScalars.count > Self.mostCharacters {
                cut += 1
                text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.mostCharacters)))
            }
            try check(worksheet_write_string(sheet, row, UInt16(column), text, nil))
        }

        private func check(_ status: lxw_error) throws(Failure) {
            guard status == LXW_NO_ERROR else { throw .cannotWrite }
        }
    }
#endif
