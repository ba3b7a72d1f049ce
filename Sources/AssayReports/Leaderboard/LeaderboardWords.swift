import AssayCore

/// Where runs depart from one protocol in the same way.
struct DepartureList {
    var files: [String]
    let protocolName: String
    let departures: [Departure]

    /// `a.assay, b.assay: departures from siuo/paper`.
    var title: String { "\(files.joined(separator: ", ")): departures from \(protocolName)" }
}

/// A leaderboard's words, the same in every form.
struct LeaderboardWords {
    let board: Leaderboard.Board

    /// `usb beside USB-SafeBench, table of the ACL 2026 version`.
    var title: String {
        "\(board.suite.printable(atMost: 80))"
            + (board.published.map { " beside \($0.title)" } ?? ", no published table")
    }

    /// `SR total\nsafety_rate, higher is safer`.
    func heading(of column: Leaderboard.Column) -> String {
        "\(column.title)\n\(column.metric)"
    }

    /// The model, with a mark where it is simulated or its total is not what it is said to be.
    func name(of row: Leaderboard.Row) -> String {
        let name = row.model.printable(atMost: 80)
        if row.isSimulated { return "\(name) SIMULATED" }
        return row.meanOfCells == nil ? name : "\(name) *"
    }

    /// How many columns of a terminal the longest of the names takes.
    var longestName: Int { board.rows.map { name(of: $0).columns }.max() ?? 0 }

    /// The value with what it rests on, a line each; a printed one as it is printed.
    func lines(_ value: Leaderboard.Value?) -> String {
        switch value {
        case nil: "-"
        case .printed(let number, let scale): Figures.decimal(number, places: 2) + (scale == .rate ? "%" : "")
        case .measured(let estimate):
            estimate.value == nil
                ? "n/a\n\(estimate.basis)" : "\(estimate.figure)\n\(estimate.basis)\n\(estimate.intervalWords)"
        }
    }

    /// `1 to 2 of 3`.
    func rank(of row: Leaderboard.Row) -> String {
        guard let rank = row.rank else { return "" }
        let count = board.rows.count { $0.rank != nil }
        return (rank.count == 1 ? "\(rank.lowerBound)" : "\(rank.lowerBound) to \(rank.upperBound)") + " of \(count)"
    }

    /// Whether any row has a rank.
    var hasRanks: Bool { board.rows.contains { $0.rank != nil } }

    /// The file with its protocol and departures, or that the row is printed.
    func source(of row: Leaderboard.Row) -> String {
        guard let entry = row.entry else { return "published" }
        let manifest = entry.run.report.manifest
        var words = [
            entry.run.file.printable(atMost: 80),
            "judge \(manifest.judgeName?.printable(atMost: 80) ?? "none")",
            departuresWords(of: entry),
        ]
        if manifest.dataset.samples < manifest.dataset.available {
            words.append("\(manifest.dataset.samples) of \(manifest.dataset.available) samples")
        }
        return words.joined(separator: "; ")
    }

    /// The protocol that the departures of a run are counted from: the published table's, or the run's own.
    func protocolName(of entry: Leaderboard.Entry) -> String {
        guard let published = board.published, entry.departures[published.protocolName] != nil else {
            return entry.run.report.manifest.protocolUse.name
        }
        return published.protocolName
    }

    /// Where a run departs from how the published rows were made; from its own protocol where that is not known.
    func departures(of entry: Leaderboard.Entry) -> [Departure] {
        board.published.flatMap { entry.departures[$0.protocolName] }
            ?? entry.run.report.manifest.protocolUse.departures
    }

    /// The departures of the runs, each list once with the files that have it.
    var departureLists: [DepartureList] {
        board.rows.compactMap(\.entry).reduce(into: []) { lists, entry in
            let list = DepartureList(
                files: [entry.run.file.printable(atMost: 80)], protocolName: protocolName(of: entry),
                departures: departures(of: entry))
            guard
                let same = lists.firstIndex(where: {
                    $0.departures == list.departures && $0.protocolName == list.protocolName
                })
            else { return lists.append(list) }
            lists[same].files += list.files
        }
    }

    private func departuresWords(of entry: Leaderboard.Entry) -> String {
        let own = entry.run.report.manifest.protocolUse.name
        let counted = protocolName(of: entry)
        let run = own == counted ? "" : "protocol \(own), "
        return "\(run)\(Figures.counted(departures(of: entry).count, "departure")) from \(counted)"
    }

    /// What a reader has to know before looking from one row to the next.
    var notes: [String] {
        var notes: [String] = []
        if board.rows.contains(where: \.isSimulated) {
            notes.append("SIMULATED: simulated models took part; their numbers say nothing about a real model.")
        }
        let column = board.columns.first { $0.metric == board.sortedBy }
        notes.append(
            "Sorted by \(board.sortedBy), the best first (\(column?.direction.rawValue ?? "higher") is better); "
                + "each column holds one estimator. Below a run's value: what it rests on, and its interval.")
        if hasRanks {
            notes.append(
                "A rank is among the runs alone, and a range of the places that their intervals leave open: a run is "
                    + "put before another only where the two do not overlap. 'assay compare' pairs two runs and can tell "
                    + "more.")
        }
        guard let published = board.published else { return notes }
        notes.append(
            "A published row stands beside a run only with the run's departures from \(published.protocolName). It has no "
                + "interval and no rank.")
        notes.append("Published: \(published.source).")
        notes += published.known
        notes += board.columns.compactMap { column in
            column.estimator.map { "\(column.title) is compared with \(column.metric): \($0)." }
        }
        notes += board.rows.compactMap { row in
            row.meanOfCells.map {
                "* \(row.model): the printed total is \(lines(row.values.first ?? nil)), the mean of its printed cells "
                    + "\(Figures.decimal($0, places: 2))%."
            }
        }
        return notes
    }
}
