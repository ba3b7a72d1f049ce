/// Why a suite cannot be run.
public enum SuiteFault: Error, Sendable, Equatable {
    /// There is no suite of that name.
    case unknown(suite: String, known: [String])
    /// The suite's data are the user's to fetch.
    case needsData(suite: String, file: String)
    /// The suite has no such protocol.
    case unknownProtocol(suite: String, name: String, known: [String])
    /// The suite has no such category.
    case unknownCategory(suite: String, name: String, nearest: String)
    /// The name stands for several categories.
    case ambiguousCategory(suite: String, name: String, meant: [String])
}

extension SuiteFault: CustomStringConvertible {
    /// The fault in one line.
    public var description: String {
        switch self {
        case .unknown(let suite, let known): "no suite is called '\(suite)'; there are \(known.joined(separator: ", "))"
        case .needsData(let suite, let file):
            "suite \(suite) needs its data; name the folder that holds \(file) with --data"
        case .unknownProtocol(let suite, let name, let known):
            "suite \(suite) has no protocol '\(name)'; it has \(known.joined(separator: ", "))"
        case .unknownCategory(let suite, let name, let nearest):
            "suite \(suite) has no category '\(name)'; the nearest is '\(nearest)'"
        case .ambiguousCategory(let suite, let name, let meant):
            "suite \(suite) has several categories '\(name)'; name one of \(meant.joined(separator: ", "))"
        }
    }
}
