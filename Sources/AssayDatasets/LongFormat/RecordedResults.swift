public import AssayCore
public import SystemPackage

extension LongFormatRecords.Contents {
    /// What is taken from the records.
    public enum Taking: Sendable, Hashable {
        /// The verdicts, and the answers as far as they are there.
        case verdicts
        /// The answers alone.
        case answers
    }

    /// The answers and verdicts by sample.
    ///
    /// `data`: the set that was asked; nil makes samples of the questions and categories of the records, without a right
    /// answer. `mode`: what the samples are to be.
    /// Throws where the set does not hold a question, or the records hold nothing to be taken.
    public func results(
        _ taking: Taking, as mode: ChineseSafetyQAMode, in file: FilePath, beside data: FilePath?
    ) throws(DatasetFault) -> GivenResults {
        try check(taking, in: file)
        let ids: [String]
        let dataset: any Dataset
        if let data {
            let set = try ChineseSafetyQADataset(at: data, mode: mode)
            ids = try self.ids(in: set, file)
            dataset = set
        } else {
            ids = questions.indices.map { "q\($0 + 1)" }
            dataset = RecordedSamples(records: questions)
        }
        let trials = questions.map(\.trials).max() ?? 1
        let entries = zip(ids, questions).map { $1.entry(taking, sample: $0, trials: trials) }
        var results = GivenResults(
            source: file.lastComponent?.string ?? "", digest: digest, target: run.model, entries: entries,
            dataset: dataset)
        results.hasNoAnswers = questions.allSatisfy(\.answers.isEmpty)
        results.hasNoRightAnswers = data == nil
        results.notes = notes(taking)
        return results
    }

    private func check(_ taking: Taking, in file: FilePath) throws(DatasetFault) {
        let hasAny = questions.contains { taking == .verdicts ? !$0.verdicts.isEmpty : !$0.answers.isEmpty }
        guard !hasAny else { return }
        throw taking == .verdicts
            ? DatasetFault(
                file: file.string, problem: "holds no verdict (value_type answer_check) on the run \(run)",
                remedy: "have its answers judged: name a judge with --judge, and the set with --data")
            : DatasetFault(
                file: file.string, problem: "holds no answer (value_type answer or response) of the run \(run)",
                remedy: "leave the judge out to score its verdicts")
    }

    /// The sample of each question.
    private func ids(in set: ChineseSafetyQADataset, _ file: FilePath) throws(DatasetFault) -> [String] {
        let known = try set.idsByQuestion()
        var ids: [String] = []
        for record in questions {
            guard let id = known[ChineseSafetyQARow.folded(record.question)] else {
                throw DatasetFault(
                    file: file.string, entry: "row \(record.row)",
                    problem: "'question' is none of the \(known.count) in \(set.path)",
                    remedy: "give the set that was asked with --data, or leave --data out")
            }
            ids.append(id)
        }
        return ids
    }

    private func notes(_ taking: Taking) -> [String] {
        var notes: [String] = []
        if !ignored.isEmpty {
            let types = ignored.sorted { $0.key < $1.key }.prefix(10).map { "\($0.key.printablePrefix) (\($0.value))" }
            let more = ignored.count > 10 ? " and others" : ""
            notes.append("values of these types are not read: \(types.joined(separator: ", "))\(more)")
        }
        if taking == .verdicts, verdictsWithoutValue > 0 {
            notes.append(
                "\(verdictsWithoutValue) verdicts hold nothing: an answer that is there is ungraded, one that is not is "
                    + "missing; the released script leaves both out of n")
        }
        return notes
    }
}

extension LongFormatRecords.Recorded {
    /// What is taken of one question: a text for each trial, or what stands for it.
    fileprivate func entry(
        _ taking: LongFormatRecords.Contents.Taking, sample: String, trials: Int
    ) -> GivenResults.Entry {
        guard taking == .verdicts else {
            return GivenResults.Entry(sample: sample, answers: (1...trials).map { answers[$0] })
        }
        let texts = (1...trials).map { trial in
            answers[trial] ?? (verdicts[trial] == nil ? nil : GivenResults.absentAnswer)
        }
        return GivenResults.Entry(
            sample: sample, answers: texts, verdicts: [.grade: (1...trials).map { verdicts[$0] }])
    }
}

/// The questions of records as samples, without right answers.
private struct RecordedSamples: Dataset {
    let name = "chinese-safetyqa"
    let records: [LongFormatRecords.Recorded]

    func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        AsyncThrowingStream { continuation in
            for (place, record) in records.enumerated() {
                continuation.yield(.success(record.sample(numbered: place + 1)))
            }
            continuation.finish()
        }
    }
}

extension LongFormatRecords.Recorded {
    fileprivate func sample(numbered number: Int) -> Sample {
        let levels = category.split(separator: "-", maxSplits: 2).map(String.init)
        var groups: [Group: String] = [.category: category, .level1: levels.first ?? category]
        if levels.count > 1 { groups[.level2] = levels[1] }
        return Sample(
            id: "q\(number)", groups: groups, content: [.text(question)], target: .answer(""), language: .chinese)
    }
}
