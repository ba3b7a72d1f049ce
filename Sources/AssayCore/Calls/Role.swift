/// What a model is in a run.
public enum Role: Sendable, Hashable {
    /// The model that is measured.
    case target
    /// What searches for the target; it answers with passages.
    case retriever
    /// The model that rules on answers.
    case judge
    /// The model that rules where the judge refuses or is blocked.
    case fallbackJudge
    /// One of those that rule together; its seat, from 1.
    case juror(Int)
    /// The model that puts a jury's reasons into words.
    case foreman

    /// The name that all jurors share: `juror`; for every other role the whole of `rawValue`.
    public var name: String {
        switch self {
        case .target: "target"
        case .retriever: "retriever"
        case .judge: "judge"
        case .fallbackJudge: "fallback_judge"
        case .juror: "juror"
        case .foreman: "foreman"
        }
    }

    /// The juror's seat, from 1; 0 for every other role.
    public var juror: Int {
        if case .juror(let seat) = self { seat } else { 0 }
    }

    /// The role of a name and a seat, as `name` and `juror` state them; nil for what is none.
    public init?(name: String, juror: Int) {
        let role: Role? =
            switch name {
            case "target": .target
            case "retriever": .retriever
            case "judge": .judge
            case "fallback_judge": .fallbackJudge
            case "juror": .juror(juror)
            case "foreman": .foreman
            default: nil
            }
        guard let role, role == .juror(juror) ? juror > 0 : juror == 0 else { return nil }
        self = role
    }

    private var rank: Int {
        switch self {
        case .target: 0
        case .retriever: 1
        case .judge: 2
        case .fallbackJudge: 3
        case .juror: 4
        case .foreman: 5
        }
    }
}

extension Role: RawRepresentable, Codable, CodingKeyRepresentable {
    /// The name, with the seat of a juror: `juror_3`.
    public var rawValue: String { juror > 0 ? "\(name)_\(juror)" : name }

    /// The role of such a name; nil for what is none.
    public init?(rawValue: String) {
        let prefix = "juror_"
        guard rawValue.hasPrefix(prefix) else {
            self.init(name: rawValue, juror: 0)
            return
        }
        guard let seat = Int(rawValue.dropFirst(prefix.count)) else { return nil }
        self.init(name: "juror", juror: seat)
    }
}

extension Role: Comparable {
    /// In the order in which a sample meets them: target, retriever, judge, fallback judge, jurors by seat, foreman.
    public static func < (left: Role, right: Role) -> Bool {
        (left.rank, left.juror) < (right.rank, right.juror)
    }
}
