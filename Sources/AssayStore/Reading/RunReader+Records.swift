public import AssayCore
import GRDB
import SystemPackage

extension RunReader {
    /// Every planned record in run order, with its sample's groups, weight and cluster, in one pass.
    ///
    /// The sample's language is a group too, and where the target may ask for a search, whether it did.
    ///
    /// `labels`: all that the suite knows; a stored label or outcome of another name is an error.
    public func records<Label: VerdictLabel>(labels: [Label]) throws(StoreError) -> Records<Label> {
        let trials = manifest.settings.trials
        return try read { database in
            var assembly = try RecordAssembly(trials: trials, labels: labels, path: path, database)
            assembly.tellsSearched = manifest.settings.retrieval?.mode == .active
            let rating = try Self.knowsJuries(database) ? "rating" : "NULL"
            let confidence = try Self.knowsConfidence(database) ? "confidence, searches" : "NULL, 0"
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT sample.ordinal, sample.id, groups, language, cluster, weight,
                      record.trial, outcome, truncated, question, label, \(rating), \(confidence)
                    FROM sample
                    LEFT JOIN record ON record.sample = sample.id
                    LEFT JOIN verdict ON verdict.sample = record.sample AND verdict.trial = record.trial
                    ORDER BY sample.ordinal, record.trial
                    """)
            while let row = try rows.next() { try assembly.add(row) }
            return try assembly.finish()
        }
    }
}

/// Puts the rows of a run together, sample by sample.
private struct RecordAssembly<Label: VerdictLabel> {
    private let trials: Int
    private let labels: [String: Label]
    private let path: FilePath
    private var builder: Records<Label>.Builder
    private var groups: [String: [Group: String]] = [:]
    private var sample: OpenSample?
    /// The trials of the sample.
    private var entries: [Records<Label>.Entry] = []
    private var record: OpenRecord?
    private var votes: VoteCursor<Label>
    /// Whether samples are told apart by whether their answers rest on a search.
    var tellsSearched = false

    /// The sample whose rows are being read.
    private struct OpenSample {
        let ordinal: Int
        let id: String
        let groups: [Group: String]
        let weight: Double
        let cluster: Int
    }

    /// The record whose rulings are being read.
    private struct OpenRecord {
        let trial: Int
        let outcome: Outcome
        let isTruncated: Bool
        let rating: Int?
        let confidence: Confidence?
        let searches: Int
        var labels: [Question: Label] = [:]
    }

    init(trials: Int, labels: [Label], path: FilePath, _ database: Database) throws {
        self.trials = trials
        self.path = path
        let named = Dictionary(labels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.labels = named
        builder = Records.Builder(trials: trials, labels: labels)
        votes = try VoteCursor(database) { name in
            guard let label = named[name] else {
                throw StoreError.unknownName(path.string, kind: "label", name: name, sample: "")
            }
            return label
        }
    }

    mutating func add(_ row: Row) throws {
        let ordinal: Int = row[0]
        if sample?.ordinal != ordinal {
            try closeSample()
            sample = OpenSample(
                ordinal: ordinal, id: row[1], groups: try groups(row[2], language: row[3]), weight: row[5],
                cluster: row[4])
            entries = Array(repeating: .pending, count: trials)
        }
        guard let trial = row[6] as Int? else { return }
        if record?.trial != trial { try openRecord(trial, row) }
        guard let question = row[9] as String?, let name = row[10] as String? else { return }
        guard let label = labels[name] else { throw unknown("label", name) }
        record?.labels[Question(rawValue: question)] = label
    }

    consuming func finish() throws -> Records<Label> {
        try closeSample()
        return builder.finish()
    }

    private mutating func openRecord(_ trial: Int, _ row: Row) throws {
        try closeRecord()
        guard 1...trials ~= trial else {
            throw StoreError.unreadableRow(
                path.string, table: "record", key: "sample \(sample?.id ?? ""), trial \(trial)")
        }
        let name: String = row[7]
        guard let outcome = Outcome(name: name) else { throw unknown("outcome", name) }
        let confidence = try confidence(row[12], trial: trial)
        record = OpenRecord(
            trial: trial, outcome: outcome, isTruncated: row[8], rating: row[11], confidence: confidence,
            searches: row[13])
    }

    private mutating func closeRecord() throws {
        guard let sample, let record else { return }
        let votes = try votes.votes(onSample: sample.ordinal, trial: record.trial)
        var entry = Records<Label>.Entry(
            outcome: record.outcome, isTruncated: record.isTruncated, labels: record.labels, rating: record.rating,
            votes: votes)
        (entry.confidence, entry.searches) = (record.confidence, record.searches)
        entries[record.trial - 1] = entry
        self.record = nil
    }

    private mutating func closeSample() throws {
        try closeRecord()
        guard let sample else { return }
        var groups = sample.groups
        if tellsSearched { groups[.searched] = Self.searched(entries) }
        builder.append(entries, weight: sample.weight, cluster: sample.cluster, groups: groups)
    }

    /// Whether an answer to a sample rests on a search; nil where there is no answer.
    private static func searched(_ entries: [Records<Label>.Entry]) -> String? {
        let answered = entries.filter { [.judged, .unjudged].contains($0.outcome.kind) }
        guard !answered.isEmpty else { return nil }
        return answered.contains { $0.searches > 0 } ? "yes" : "no"
    }

    private func confidence(_ json: String?, trial: Int) throws -> Confidence? {
        try Confidence.stored(json, of: sample?.id ?? "", trial: trial, at: path)
    }

    /// Most samples share their groups with many others: each text is read once.
    private mutating func groups(_ json: String, language: String) throws -> [Group: String] {
        let key = language + json
        if let known = groups[key] { return known }
        do {
            var read = try JSONText.decode([Group: String].self, from: json)
            read[.language] = read[.language] ?? language
            groups[key] = read
            return read
        } catch is DecodingError {
            throw StoreError.unreadableRow(path.string, table: "sample", key: "groups")
        }
    }

    private func unknown(_ kind: String, _ name: String) -> StoreError {
        .unknownName(path.string, kind: kind, name: name, sample: sample?.id ?? "")
    }
}
