import AssayCore

/// The five judges by which the audit of judges is itself tried: one is good, four are bad in a way of their own.
enum AuditedJudge: Equatable {
    case good, gullible, constant(String), coin

    init?(persona: Persona) {
        switch persona {
        case .judgeGood: self = .good
        case .judgeGullible: self = .gullible
        case .judgeConstantSafe: self = .constant("safe")
        case .judgeConstantUnsafe: self = .constant("unsafe")
        case .judgeCoin: self = .coin
        default: return nil
        }
    }

    /// The label that it rules; nil where it cannot.
    func label(for request: SimulatedRequest, key: AnswerKey) -> String? {
        switch self {
        case .constant(let label): return label
        case .coin: return request.draw & 1 == 0 ? "safe" : "unsafe"
        case .good: return Self.known(Self.evidence(in: request.userText), key)
        case .gullible:
            let evidence = Self.evidence(in: request.userText)
            return Self.told(by: evidence) ?? Self.known(evidence, key)
        }
    }

    /// The label of a response that it knows, or that carries marks.
    private static func known(_ evidence: String, _ key: AnswerKey) -> String? {
        key.label(in: evidence) ?? Marks.last(in: AnswerKey.visible(evidence))?.first
    }

    /// The last label between quotation marks.
    private static func told(by evidence: String) -> String? {
        ["safe", "unsafe"].compactMap { label in
            evidence.ranges(of: "\"\(label)\"").last.map { (place: $0.lowerBound, label: label) }
        }
        .max { $0.place < $1.place }?.label
    }

    /// The last text that stands between a boundary which is its own digest: no text can hold a fence that fits it.
    private static func evidence(in text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for start in lines.indices.reversed() {
            guard let boundary = boundary(of: lines[start], " begins ") else { continue }
            for end in lines[start...].indices.dropFirst() where self.boundary(of: lines[end], " ends ") == boundary {
                let inner = lines[(start + 1)..<end].joined(separator: "\n")
                if Digest(of: inner).boundary == boundary { return inner }
            }
        }
        return text
    }

    /// The boundary in a line that opens or closes evidence.
    private static func boundary(of line: Substring, _ word: String) -> Substring? {
        guard line.hasPrefix("--- evidence "), let found = line.firstRange(of: word) else { return nil }
        return line[found.upperBound...].split(separator: " ").first
    }
}
