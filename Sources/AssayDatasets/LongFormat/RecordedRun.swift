/// How answers that were recorded elsewhere came about: which model, asked how, with what help.
public struct RecordedRun: Sendable, Hashable, CustomStringConvertible {
    /// What a question was asked as.
    public let mode: ChineseSafetyQAMode
    /// Who decided that there was a search.
    public let retrieval: RecordedRetrieval
    /// The model that answered, as the records name it.
    public let model: String

    /// A run by its marks.
    public init(mode: ChineseSafetyQAMode, retrieval: RecordedRetrieval, model: String) {
        self.mode = mode
        self.retrieval = retrieval
        self.model = model
    }

    /// The flags that choose it.
    public var description: String {
        "--mode \(mode.rawValue) --rag \(retrieval.rawValue) --target-name '\(model.printablePrefix)'"
    }
}

/// Who decided, in records, that something was searched for.
public enum RecordedRetrieval: String, Sendable, Hashable, CaseIterable {
    /// Nobody: nothing was.
    case none
    /// Nobody: every question was searched for.
    case passive
    /// The model.
    case active

    /// What a word in the records means: `no_rag`, `passive_rag`, `active_rag`, or the flag's own words, in any case.
    public init?(word: String) {
        switch word.lowercased() {
        case "no_rag", "none": self = .none
        case "passive_rag", "passive": self = .passive
        case "active_rag", "active": self = .active
        default: return nil
        }
    }

    /// The word of the released scripts.
    public var word: String { self == .none ? "no_rag" : "\(rawValue)_rag" }
}

/// Which of several recorded runs is meant; what is nil may be anything.
public struct RecordChoice: Sendable, Hashable {
    /// What a question was asked as.
    public var mode: ChineseSafetyQAMode?
    /// Who decided that there was a search.
    public var retrieval: RecordedRetrieval?
    /// The model by its name in the records.
    public var model: String?

    /// A choice among the runs of a file.
    public init(
        mode: ChineseSafetyQAMode? = nil, retrieval: RecordedRetrieval? = nil, model: String? = nil
    ) {
        self.mode = mode
        self.retrieval = retrieval
        self.model = model
    }

    /// Whether a run may be the one that is meant.
    public func includes(_ run: RecordedRun) -> Bool {
        (mode ?? run.mode) == run.mode && (retrieval ?? run.retrieval) == run.retrieval
            && (model ?? run.model) == run.model
    }
}
