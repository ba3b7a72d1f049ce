public import AssayCore
public import AssayDatasets
import AssayJudges
public import SystemPackage

extension ChineseSafetyQA: TakesResults {
    /// What long-format records hold of their only run.
    public func results(at file: FilePath, withVerdicts: Bool) throws(DatasetFault) -> GivenResults {
        try results(of: try LongFormatRecords(at: file).read(), in: file, withVerdicts: withVerdicts, beside: nil)
    }

    /// The same, where the set that was asked is named.
    public func results(at file: FilePath, withVerdicts: Bool, beside data: FilePath?) throws -> GivenResults {
        try results(of: try LongFormatRecords(at: file).read(), in: file, withVerdicts: withVerdicts, beside: data)
    }

    /// What the records of one run hold: its verdicts as replies that are read, or its answers alone.
    public func results(
        of records: LongFormatRecords.Contents, in file: FilePath, withVerdicts: Bool, beside data: FilePath?
    ) throws(DatasetFault) -> GivenResults {
        guard withVerdicts else {
            guard data != nil else { throw .withoutRightAnswers(file) }
            return try records.results(.answers, as: .qa, in: file, beside: data)
        }
        let given = try records.results(.verdicts, as: .qa, in: file, beside: data)
        var results = GivenResults(
            source: given.source, digest: given.digest, target: given.target,
            entries: given.entries.map { entry in
                GivenResults.Entry(
                    sample: entry.sample, answers: entry.answers,
                    verdicts: entry.verdicts.mapValues { $0.map { $0.map(GradeReader.reply) } })
            }, dataset: given.dataset)
        results.hasNoAnswers = given.hasNoAnswers
        results.hasNoRightAnswers = given.hasNoRightAnswers
        results.notes = given.notes
        return results
    }

    /// What the records were matched with.
    public func dataset(of results: GivenResults, beside data: FilePath?) throws -> any Dataset { results.dataset }

    /// The letters of the released scripts, and the names that stand for them.
    public var rubricOfGivenVerdicts: Rubric? { .gradedElsewhere }
}

extension ChineseSafetyQAChoice: TakesResults {
    /// Letters without the options that they name cannot be read.
    public func results(at file: FilePath, withVerdicts: Bool) throws(DatasetFault) -> GivenResults {
        throw .withoutRightAnswers(file)
    }

    /// The answers of the records' only run; their letters are read by rule.
    public func results(at file: FilePath, withVerdicts: Bool, beside data: FilePath?) throws -> GivenResults {
        try results(of: try LongFormatRecords(at: file).read(), in: file, beside: data)
    }

    /// The answers of one run.
    public func results(
        of records: LongFormatRecords.Contents, in file: FilePath, beside data: FilePath?
    ) throws(DatasetFault) -> GivenResults {
        guard data != nil else { throw .withoutRightAnswers(file) }
        return try records.results(.answers, as: .mcq, in: file, beside: data)
    }

    /// What the records were matched with.
    public func dataset(of results: GivenResults, beside data: FilePath?) throws -> any Dataset { results.dataset }

    /// None is needed.
    public var rubricOfGivenVerdicts: Rubric? { nil }
}

extension DatasetFault {
    fileprivate static func withoutRightAnswers(_ file: FilePath) -> DatasetFault {
        DatasetFault(
            file: file.string, problem: "holds answers without the right ones beside them",
            remedy: "name the set that was asked with --data")
    }
}
