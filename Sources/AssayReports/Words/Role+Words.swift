import AssayCore

extension Role {
    /// The role for a reader.
    var words: String {
        switch self {
        case .target: "target"
        case .retriever: "retriever"
        case .judge: "judge"
        case .fallbackJudge: "fallback judge"
        case .juror(let seat): "juror \(seat)"
        case .foreman: "foreman"
        }
    }

    /// The role within a sentence: `the judge`, `juror 3`.
    var namedWords: String { juror > 0 ? words : "the \(words)" }
}
