import AssayCore

/// What is uneven in the rows of the release, and the rules by which it is read.
struct ChineseSafetyQAQuirks {
    private let mode: ChineseSafetyQAMode
    private var order: [String] = []
    private var entries: [String: [String]] = [:]
    /// The distinct names of each level so far, each below its own heading.
    private var names: [Set<String>] = [[], [], []]

    /// Those that matter in a mode: answers in words need no options.
    init(mode: ChineseSafetyQAMode) {
        self.mode = mode
    }

    /// Takes a row into account.
    mutating func add(_ row: ChineseSafetyQARow) {
        for level in 0..<3 { names[level].insert(row.category[...level].joined(separator: "-")) }
        if row.wasTrimmed { note(row, "white space at an end of a field is left out") }
        guard let (texts, form) = try? row.offered() else { return }
        if mode == .mcq {
            switch form {
            case .json: note(row, "'options' is JSON where other rows have Python's form: it is read as JSON")
            case .repaired:
                note(
                    row,
                    "a value in 'options' lacks its first quotation mark: it begins where it stands and ends at the quotation "
                        + "mark before the next comma or the end")
            case .python: break
            }
            if texts.count != 4 { note(row, "there are \(texts.count) options instead of 4: so many are shown") }
        }
        guard let keyed = texts[row.key], keyed != row.answer else { return }
        // Apart, so that a reader of the file who cannot read that row's options counts the same.
        note(
            row,
            (form == .repaired ? "likewise in a row whose 'options' is mended, " : "")
                + "the option under 'correct_answer' is not worded as 'standard_answer' is: answers in words are graded by "
                + "'standard_answer', letters by 'correct_answer'")
    }

    private mutating func note(_ row: ChineseSafetyQARow, _ rule: String) {
        if entries[rule] == nil { order.append(rule) }
        entries[rule, default: []].append("row \(row.number) (q\(row.number))")
    }

    /// The rules with their rows, in the order in which they were met; then what holds of all rows.
    var all: [DatasetQuirk] {
        let counts = names.map { String($0.count) }
        let levels =
            "'cate' has \(counts[0]), \(counts[1]) and \(counts[2]) different names on its three levels, the publication says 7, "
            + "27 and 103: each wording is a category of its own, also where two seem to mean the same"
        return order.map { DatasetQuirk(rule: $0, entries: entries[$0] ?? []) }
            + (names[0].isEmpty ? [] : [DatasetQuirk(rule: levels)])
    }
}
