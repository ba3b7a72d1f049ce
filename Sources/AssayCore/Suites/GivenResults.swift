public import struct SystemPackage.FilePath

/// Answers that were made before a run, perhaps with a judge's texts on them, sample by sample.
public struct GivenResults: Sendable {
    /// The file's name without its path.
    public let source: String
    /// SHA-256 of the file's bytes; of a folder, over a line with name and digest for each file in order.
    public let digest: Digest
    /// The model that the file says has answered; nil where it names none.
    public let target: String?
    /// What it holds, each sample once, in the order of the file.
    public let entries: [Entry]
    /// The samples as the file itself describes them.
    public let dataset: any Dataset
    /// Whether only verdicts were given: then each answer is `absentAnswer`, and nobody can rule on it anew.
    public var hasNoAnswers = false
    /// Whether the samples come without right answers, so that nobody can compare an answer with one.
    public var hasNoRightAnswers = false
    /// What had to be decided to read it, in sentences.
    public var notes: [String] = []

    /// What stands for an answer that a verdict was given on elsewhere and that is not there itself.
    public static let absentAnswer = "(the answer was judged elsewhere and is not given)"

    /// What there is on one sample.
    public struct Entry: Sendable, Hashable {
        /// The sample's id.
        public let sample: String
        /// A text for each trial; nil where there is none.
        public let answers: [String?]
        /// A judge's text on each answer, by question; a question without any text is not in it.
        public let verdicts: [Question: [String?]]

        /// The answers to a sample.
        ///
        /// `verdicts`: each list as long as `answers`.
        public init(sample: String, answers: [String?], verdicts: [Question: [String?]] = [:]) {
            precondition(verdicts.values.allSatisfy { $0.count == answers.count }, "a verdict belongs to an answer")
            self.sample = sample
            self.answers = answers
            self.verdicts = verdicts
        }
    }

    /// What a file holds.
    public init(source: String, digest: Digest, target: String?, entries: [Entry], dataset: any Dataset) {
        self.source = source
        self.digest = digest
        self.target = target
        self.entries = entries
        self.dataset = dataset
    }

    /// The most answers that a sample has: the trials of the run.
    public var trials: Int { entries.map(\.answers.count).max() ?? 0 }
}

/// A suite that scores answers which were made elsewhere.
public protocol TakesResults<Label>: Suite {
    /// The answers in a file of the benchmark's own form.
    ///
    /// `withVerdicts`: whether the file also has to hold a judge's texts.
    /// Throws a `DatasetFault` that names the entry.
    func results(at file: FilePath, withVerdicts: Bool) throws(DatasetFault) -> GivenResults

    /// The same, where the samples that were answered lie in a folder of their own; nil where none is named.
    func results(at file: FilePath, withVerdicts: Bool, beside data: FilePath?) throws -> GivenResults

    /// The samples that results are counted on.
    func dataset(of results: GivenResults, beside data: FilePath?) throws -> any Dataset

    /// How a judge's texts that were given elsewhere are read; nil for a suite that needs no judge.
    var rubricOfGivenVerdicts: Rubric? { get }
}

extension TakesResults {
    /// The results, whatever lies elsewhere.
    public func results(at file: FilePath, withVerdicts: Bool, beside data: FilePath?) throws -> GivenResults {
        try results(at: file, withVerdicts: withVerdicts)
    }

    /// The folder's samples, where one is named; otherwise those that the results describe.
    public func dataset(of results: GivenResults, beside data: FilePath?) throws -> any Dataset {
        try data.map { try dataset(at: $0) } ?? results.dataset
    }
}
