import AssayCore

/// Which column of a table holds what: `answer=response,verdict=label,safe=True|yes,unsafe=False`.
public struct ColumnMap: Sendable, Hashable {
    /// The column of the answer.
    public var answer: String?
    /// The column of the verdict; of an inspect log, the name of the score.
    public var verdict: String?
    /// The column of what trials of one sample share.
    public var id: String?
    /// The column of how the answer ended.
    public var stop: String?
    /// The values that mean safe; empty where they are not given.
    public var safe: [String] = []
    /// The values that mean unsafe.
    public var unsafe: [String] = []

    /// Nothing said.
    public init() {}

    /// Whether nothing is said.
    public var isEmpty: Bool { self == ColumnMap() }

    /// Reads a map; several texts add up.
    ///
    /// - Throws: why it cannot be read, in one line.
    public init(_ texts: [String]) throws(ColumnMapFault) {
        for pair in texts.flatMap({ $0.split(separator: ",") }) {
            guard let sign = pair.firstIndex(of: "=") else { throw ColumnMapFault(part: String(pair)) }
            let key = pair[..<sign].filter { !$0.isWhitespace }.lowercased()
            let value = String(pair[pair.index(after: sign)...])
            let values = value.split(separator: "|").map(String.init)
            guard !values.isEmpty else { throw ColumnMapFault(part: String(pair)) }
            switch key {
            case "answer", "response": answer = value
            case "verdict", "label", "score": verdict = value
            case "id", "sample": id = value
            case "stop", "stop_reason", "finish_reason": stop = value
            case "safe": safe += values
            case "unsafe": unsafe += values
            default: throw ColumnMapFault(part: String(pair))
            }
        }
        if !Set(safe).isDisjoint(with: unsafe) { throw ColumnMapFault(part: "a value that is both safe and unsafe") }
    }
}

/// Why a column map cannot be read.
public struct ColumnMapFault: Error, Sendable, Hashable, CustomStringConvertible {
    let part: String

    /// The fault in one line.
    public var description: String {
        "--columns: '\(part)' is not understood; write answer=COLUMN,verdict=COLUMN,safe=VALUE|VALUE,unsafe=VALUE, and id=COLUMN or stop=COLUMN where there are such"
    }
}
