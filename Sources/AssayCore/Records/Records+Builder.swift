extension Records {
    /// Puts records together, sample by sample in run order.
    public struct Builder: Sendable {
        private let trials: Int
        private let labelCodes: [Label: Int8]
        private var columns: Columns
        private var count = 0

        /// Nothing yet.
        ///
        /// `labels` are all that the suite knows, at most 127.
        public init(trials: Int, labels: [Label]) {
            precondition(trials > 0, "a run has at least one trial")
            precondition(labels.count <= Int(Int8.max), "labels are coded in seven bits")
            self.trials = trials
            labelCodes = Dictionary(uniqueKeysWithValues: zip(labels, 0...))
            columns = Columns(labels: labels)
        }

        /// Adds a sample with one entry for each planned trial.
        public mutating func append(
            _ entries: [Entry], weight: Double = 1, cluster: Int, groups: [Group: String] = [:]
        ) {
            precondition(entries.count == trials, "a sample has one entry for each planned trial")
            for entry in entries { append(entry) }
            columns.weights.append(weight)
            columns.clusters.append(Int32(cluster))
            for (group, value) in groups {
                columns.groups[group, default: GroupColumn(codes: .init(repeating: -1, count: count))].append(value)
            }
            count += 1
            // A copy of the names: a view of the keys would hold the columns, and every append would copy one.
            guard groups.count < columns.groups.count else { return }
            for group in Array(columns.groups.keys) where columns.groups[group]?.codes.count != count {
                columns.groups[group]?.append(nil)
            }
        }

        private mutating func append(_ entry: Entry) {
            let row = columns.outcomes.count
            columns.outcomes.append(Self.outcomeCodes[entry.outcome] ?? 0)
            columns.truncated.append(entry.isTruncated)
            for (question, label) in entry.labels {
                guard let code = labelCodes[label] else { preconditionFailure("a label is one of the suite's") }
                columns.rulings[question, default: .init(repeating: -1, count: row)].append(code)
            }
            if entry.labels.count < columns.rulings.count {
                for question in Array(columns.rulings.keys) where columns.rulings[question]?.count != row + 1 {
                    columns.rulings[question]?.append(-1)
                }
            }
            if entry.rating != nil, columns.ratings == nil { columns.ratings = .init(repeating: 0, count: row) }
            columns.ratings?.append(Int8(entry.rating ?? 0))
            if entry.confidence != nil, columns.confidences == nil {
                columns.confidences = .init(repeating: nil, count: row)
            }
            columns.confidences?.append(entry.confidence)
            if entry.searches > 0, columns.searches == nil { columns.searches = .init(repeating: 0, count: row) }
            columns.searches?.append(UInt8(clamping: entry.searches))
            append(entry.votes, at: row)
        }

        /// The first and the last vote of each juror.
        private mutating func append(_ votes: [Vote<Label>], at row: Int) {
            for vote in votes {
                let key = BallotKey(question: vote.question, juror: vote.juror)
                var column = columns.ballots[key] ?? []
                columns.ballots[key] = nil
                let gap = row + 1 - column.count
                if gap > 0 { column += Array(repeating: BallotCodes(), count: gap) }
                let label = vote.ruling.label.flatMap { labelCodes[$0] } ?? -1
                column[row].add(vote, label: label)
                columns.ballots[key] = column
            }
        }

        private static var outcomeCodes: [Outcome: UInt8] { OutcomeCodes.byOutcome }

        /// All that was added.
        public consuming func finish() -> Records {
            let rows = count * trials
            for key in Array(columns.ballots.keys) {
                let missing = rows - (columns.ballots[key]?.count ?? rows)
                columns.ballots[key]? += Array(repeating: BallotCodes(), count: missing)
            }
            return records()
        }

        private func records() -> Records {
            Records(trials: trials, samples: Array(0..<count), columns: columns)
        }
    }
}

private enum OutcomeCodes {
    static let byOutcome = Dictionary(uniqueKeysWithValues: zip(Outcome.all, UInt8(0)...))
}
