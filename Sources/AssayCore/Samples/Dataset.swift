/// A benchmark's samples, read one at a time.
public protocol Dataset: Sendable {
    /// The name that manifests give it.
    var name: String { get }

    /// The sizes of the published sets that it is read from, by the values of `Group.subset`; empty where none is known.
    var published: [String: Int] { get }

    /// What had to be decided to read it, and what a reader of the numbers should know of it: sentences.
    var notes: [String] { get }

    /// What is uneven in its entries and is read by a rule all the same; reads the whole dataset.
    ///
    /// Throws what `entries()` throws.
    func quirks() throws -> [DatasetQuirk]

    /// Every entry in the order of the file: a checked sample, or what is wrong with the entry.
    ///
    /// The sequence throws a `DatasetFault` where nothing more can be read: no such file, not JSON.
    func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error>
}

extension Dataset {
    /// None is known.
    public var published: [String: Int] { [:] }
    /// Nothing.
    public var notes: [String] { [] }
    /// Nothing.
    public func quirks() throws -> [DatasetQuirk] { [] }
}

/// What is uneven in a dataset and is read by a rule all the same: neither a fault nor a loss.
public struct DatasetQuirk: Sendable, Hashable, Codable {
    /// What was found, and the rule by which it is read; it never quotes the dataset's text.
    public let rule: String
    /// The entries in the order of the file: `row 1339 (q1339)`; none where the dataset as a whole is meant.
    public let entries: [String]

    /// A rule with the entries that it was applied to.
    public init(rule: String, entries: [String] = []) {
        self.rule = rule
        self.entries = entries
    }
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
    /// What the release itself is known to lack; nil for a fault that has to be mended or skipped.
    public let loss: Loss?

    /// What a release is known to lack here and there: such entries are left out, counted and named.
    public enum Loss: String, Sendable, Hashable, Codable, CaseIterable {
        /// The image is not there, or empty.
        case image = "image_gone"
        /// The entry has no text in the language that is asked for.
        case text = "no_text_in_language"
    }

    /// A fault of a file or of one of its entries.
    public init(file: String, entry: String? = nil, problem: String, remedy: String, loss: Loss? = nil) {
        self.loss = loss
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
