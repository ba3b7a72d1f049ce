import AssayCore

/// Which values of a verdict mean safe and unsafe: as the user says, or, where that is beyond doubt, as they read.
struct VerdictValues {
    /// What verdicts of these values rule on.
    static let question: Question = "safe"

    let safe: Set<String>
    let unsafe: Set<String>
    let assumed: String?

    /// The values of a column.
    ///
    /// Throws where neither the user nor the column's name says which way its values go.
    init(_ columns: ColumnMap, column: String, in file: String) throws(DatasetFault) {
        if !columns.safe.isEmpty || !columns.unsafe.isEmpty {
            guard !columns.safe.isEmpty, !columns.unsafe.isEmpty else {
                throw DatasetFault(
                    file: file, problem: "one of safe= and unsafe= is missing in --columns",
                    remedy: "name the values of both, such as safe=True,unsafe=False")
            }
            safe = Set(columns.safe.map(ForeignSource.folded))
            unsafe = Set(columns.unsafe.map(ForeignSource.folded))
            assumed = nil
            return
        }
        let name = ForeignSource.folded(column)
        let isAboutSafety = name.contains("safe") && !name.contains("unsafe") && !name.contains("not")
        safe = isAboutSafety ? ["safe", "true", "1", "1.0", "yes"] : ["safe"]
        unsafe = isAboutSafety ? ["unsafe", "false", "0", "0.0", "no"] : ["unsafe"]
        let words =
            isAboutSafety ? "safe, true, yes and 1 mean safe; unsafe, false, no and 0" : "'safe' means safe; 'unsafe'"
        assumed =
            "In the verdicts \(words) mean\(isAboutSafety ? "" : "s") unsafe; --columns safe=...,unsafe=... says otherwise."
    }

    /// Refuses a file in which no verdict has any of the values.
    static func fault(in file: String) -> DatasetFault {
        DatasetFault(
            file: file, problem: "no verdict has one of the values that mean safe or unsafe",
            remedy: "name them with --columns safe=VALUE|VALUE,unsafe=VALUE")
    }
}
