/// A benchmark's samples, read one at a time.
public protocol Dataset: Sendable {
    /// The name that manifests give it.
    var name: String { get }

    /// Every entry in the order of the file: a checked sample, or what is wrong with the entry.
    ///
    /// The sequence throws a `DatasetFault` where nothing more can be read: no such file, not JSON.
    func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error>
}

/// What is wrong with a dataset: where, what, and what to do about it.
///
/// It never quotes the dataset's text.
public struct DatasetFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file, as the user named it.
    public let file: String
    /// The entry: `entry 17 (id 1017)`; nil where the whole file is meant.
    public let entry: String?
    /// What was wanted and what was found.
    public let problem: String
    /// What to do.
    public let remedy: String

    /// A fault of a file or of one of its entries.
    public init(file: String, entry: String? = nil, problem: String, remedy: String) {
        self.file = file
        self.entry = entry
        self.problem = problem
        self.remedy = remedy
    }

    /// The fault in one line.
    public var description: String {
        "\(file)\(entry.map { ", \($0)" } ?? ""): \(problem); \(remedy)"
    }
}
