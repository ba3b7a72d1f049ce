import AssayCore
import Foundation
import GRDB

extension RunReader {
    /// Whether the run adds up and matches its digests: nothing where all is well.
    ///
    /// It reads the whole file.
    public func audit() throws(StoreError) -> [AuditFinding] {
        try read { database in
            let damage = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
            // A file whose pages are damaged cannot be read further with any sense.
            guard damage.isEmpty else { return [AuditFinding("integrity", "damaged pages or rows", at: damage)] }
            return try Self.references(of: database)
                + rules(for: database).compactMap { try $0.finding(in: database) }
                + Self.prompts(of: database) + Self.media(of: database) + samples(of: database)
        }
    }

    private static func references(of database: Database) throws -> [AuditFinding] {
        let rows = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
        guard !rows.isEmpty else { return [] }
        let places = rows.map { "\($0[0] as String) without its \($0[2] as String)" }
        return [AuditFinding("references", "rows that refer to nothing", at: places)]
    }

    /// A rule of the file, as the query that finds what breaks it: one column, the places.
    private struct Rule {
        let check: String
        let problem: String
        let sql: String

        init(_ check: String, _ problem: String, _ sql: String) {
            self.check = check
            self.problem = problem
            self.sql = sql
        }

        func finding(in database: Database) throws -> AuditFinding? {
            let places = try String.fetchAll(database, sql: sql)
            return places.isEmpty ? nil : AuditFinding(check, problem, at: places)
        }
    }

    private func rules(for database: Database) throws -> [Rule] {
        let trials = manifest.settings.trials
        return Self.recordRules(trials: trials) + Self.replyRules
            + (try Self.knowsJuries(database) ? votes : [])
            + (try Self.knowsConfidence(database) ? searches : [])
            + (isComplete ? [Self.completeness(trials: trials)] : [])
    }

    /// Votes that are reduced again by another rule need not use every stored reply.
    private var votes: [Rule] {
        Self.voteRules + (manifest.origin?.kind == .reread ? [] : [Self.unusedReplies])
    }

    private static let place = "record.sample || ' trial ' || record.trial"
    private static let unjudged = names(UnjudgedReason.allCases.map(\.rawValue))
    private static let answered = names([Outcome.judged.name] + UnjudgedReason.allCases.map(\.rawValue))

    private static func names(_ names: [String]) -> String {
        "(" + names.map { "'\($0)'" }.joined(separator: ", ") + ")"
    }

    private static func recordRules(trials: Int) -> [Rule] {
        let ended = names(Outcome.all.filter { $0 != .pending }.map(\.name))
        let rulings = """
            SELECT 1 FROM verdict WHERE verdict.sample = record.sample AND verdict.trial = record.trial
            """
        return [
            Rule(
                "record", "records of trials that were not planned",
                "SELECT \(place) FROM record WHERE trial NOT BETWEEN 1 AND \(trials)"),
            Rule(
                "record", "records with an outcome of no known name",
                "SELECT \(place) FROM record WHERE outcome NOT IN \(ended)"),
            Rule(
                "record", "judged records with an unresolved ruling",
                "SELECT \(place) FROM record WHERE outcome = 'judged' AND EXISTS (\(rulings) AND label IS NULL)"),
            Rule(
                "record", "unjudged records without an unresolved ruling",
                "SELECT \(place) FROM record WHERE outcome IN \(unjudged) AND NOT EXISTS (\(rulings) AND label IS NULL)"
            ),
            Rule(
                "record", "unanswered records with a ruling",
                "SELECT \(place) FROM record WHERE outcome NOT IN \(answered) AND EXISTS (\(rulings))"),
        ]
    }

    private static var replyRules: [Rule] {
        [
            Rule(
                "reply", "answered records without the target's stored answer",
                """
                SELECT \(place) FROM record WHERE outcome IN \(answered) AND NOT EXISTS (
                  SELECT 1 FROM reply WHERE reply.sample = record.sample AND reply.trial = record.trial
                  AND role = 'target' AND stop_reason IS NOT NULL)
                """),
            Rule(
                "reply", "replies that are neither an answer nor a failure",
                """
                SELECT sample || ' trial ' || trial || ' ' || role FROM reply
                WHERE (stop_reason IS NULL) = (error IS NULL) OR (stop_reason IS NULL) <> (text IS NULL)
                """),
        ]
    }

    /// What an answer rests on must be in the file: each search, and where the target asked for it the answer after it.
    private var searches: [Rule] {
        let reply = "SELECT 1 FROM reply WHERE reply.sample = record.sample AND reply.trial = record.trial"
        let counted = Rule(
            "search", "answered records whose searches are not those that are stored",
            """
            SELECT \(Self.place) FROM record WHERE outcome IN \(Self.answered) AND searches <> (
              SELECT count(*) FROM (\(reply) AND role = 'retriever' AND stop_reason IS NOT NULL))
            """)
        guard manifest.settings.retrieval?.mode == .active else { return [counted] }
        let after = Rule(
            "search", "answered records that asked for a search and have no answer after it",
            """
            SELECT \(Self.place) FROM record WHERE outcome IN \(Self.answered) AND searches > 0 AND NOT EXISTS (
              \(reply) AND role = 'target' AND round > 0 AND stop_reason IS NOT NULL)
            """)
        return [counted, after]
    }

    private static var voteRules: [Rule] {
        let vote = "vote.sample || ' trial ' || vote.trial || ' juror ' || juror || ' round ' || round"
        return [
            Rule(
                "vote", "readable votes without the juror's stored reply",
                """
                SELECT \(vote) FROM vote WHERE label IS NOT NULL AND NOT carried AND NOT EXISTS (
                  SELECT 1 FROM reply WHERE reply.sample = vote.sample AND reply.trial = vote.trial
                  AND role = 'juror' AND reply.juror = vote.juror AND reply.round = vote.round
                  AND stop_reason IS NOT NULL)
                """),
            Rule(
                "vote", "carried votes of jurors that have no earlier one",
                """
                SELECT \(vote) FROM vote WHERE carried AND NOT EXISTS (
                  SELECT 1 FROM vote AS earlier WHERE earlier.sample = vote.sample AND earlier.trial = vote.trial
                  AND earlier.question = vote.question AND earlier.juror = vote.juror AND earlier.round < vote.round
                  AND earlier.label IS vote.label)
                """),
            Rule(
                "vote", "votes with a rating outside 1 to 5",
                "SELECT \(vote) FROM vote WHERE rating NOT BETWEEN 1 AND 5"),
        ]
    }

    /// Not what another reply to an earlier round has overtaken: whoever is asked again changes the rounds after.
    private static var unusedReplies: Rule {
        Rule(
            "vote", "replies of jurors that an ended record has no vote for",
            """
            SELECT DISTINCT reply.sample || ' trial ' || reply.trial || ' juror ' || juror || ' round ' || round
            FROM reply JOIN record ON record.sample = reply.sample AND record.trial = reply.trial
            WHERE role = 'juror' AND outcome IN \(answered) AND NOT EXISTS (
              SELECT 1 FROM vote WHERE vote.sample = reply.sample AND vote.trial = reply.trial
              AND vote.juror = reply.juror AND vote.round = reply.round)
            AND NOT EXISTS (
              SELECT 1 FROM reply AS later WHERE later.sample = reply.sample AND later.trial = reply.trial
              AND later.role = 'juror' AND later.round < reply.round AND later.finished_at > reply.finished_at)
            """)
    }

    private static func completeness(trials: Int) -> Rule {
        Rule(
            "record", "samples with pending trials in a run that was closed as complete",
            """
            SELECT id FROM sample WHERE \(trials) > (SELECT count(*) FROM record WHERE record.sample = sample.id)
            ORDER BY ordinal
            """)
    }

    private static func prompts(of database: Database) throws -> [AuditFinding] {
        var wrong: [String] = []
        let rows = try Row.fetchCursor(database, sql: "SELECT digest, json FROM prompt")
        while let row = try rows.next() {
            let digest: String = row[0]
            if Digest(of: row[1] as String).hex != digest { wrong.append(String(digest.prefix(12))) }
        }
        return wrong.isEmpty ? [] : [AuditFinding("prompt", "prompts that do not match their digest", at: wrong)]
    }

    private static func media(of database: Database) throws -> [AuditFinding] {
        var wrong: [String] = []
        let rows = try Row.fetchCursor(
            database, sql: "SELECT digest, size, bytes FROM media WHERE bytes IS NOT NULL")
        while let row = try rows.next() {
            let (digest, size, bytes): (String, Int, Data) = (row[0], row[1], row[2])
            if Digest(of: bytes).hex != digest || bytes.count != size { wrong.append(String(digest.prefix(12))) }
        }
        return wrong.isEmpty ? [] : [AuditFinding("media", "embedded media that do not match their digest", at: wrong)]
    }

    private func samples(of database: Database) throws -> [AuditFinding] {
        var findings: [AuditFinding] = []
        var wrong: [String] = []
        let rows = try Row.fetchCursor(
            database, sql: "SELECT \(SampleRow.columns), digest FROM sample ORDER BY ordinal")
        while let row = try rows.next() {
            if SampleRow(row).digest.hex != row[6] as String { wrong.append(row[0]) }
        }
        if !wrong.isEmpty {
            findings.append(AuditFinding("sample", "samples that do not match their digest", at: wrong))
        }
        let (digest, count) = try RunPlan.datasetDigest(database)
        if digest != manifest.dataset.digest {
            findings.append(
                AuditFinding("dataset", "the samples do not match the dataset digest of the manifest"))
        }
        if count != manifest.dataset.samples {
            findings.append(
                AuditFinding(
                    "dataset", "the manifest plans \(manifest.dataset.samples) samples, the file holds \(count)"))
        }
        return findings
    }
}
