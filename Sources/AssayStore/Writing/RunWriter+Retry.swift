public import AssayCore
import Foundation
import GRDB

extension RunWriter {
    /// The name of the event by which a run file says that unjudged records were opened again; its detail is how many.
    static let retriedUnjudged = "retried_unjudged"

    /// The trials with an answer and without every ruling, with the questions that have none.
    public func unjudged() throws(StoreError) -> [UnjudgedTrial] {
        try expectOpen()
        do {
            return try database.read { database in
                let rows = try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT verdict.sample, verdict.trial, question FROM verdict
                        WHERE label IS NULL ORDER BY verdict.sample, verdict.trial, question
                        """)
                var trials: [UnjudgedTrial] = []
                while let row = try rows.next() {
                    let (sample, trial): (String, Int) = (row[0], row[1])
                    if trials.last?.sample != sample || trials.last?.trial != trial {
                        trials.append(UnjudgedTrial(sample: sample, trial: trial, questions: []))
                    }
                    trials[trials.count - 1].questions.append(Question(rawValue: row[2]))
                }
                return trials
            }
        } catch {
            throw StoreError(error, at: path, writing: false)
        }
    }

    /// Has the session ask again what is unjudged: its records are unfinished from here on.
    ///
    /// `trials`: those that `unjudged()` found. The count is noted in the file.
    public func reopen(_ trials: [UnjudgedTrial]) throws(StoreError) {
        try change { database in
            for trial in trials {
                try database.cachedStatement(sql: "UPDATE record SET resumable = 1 WHERE sample = ? AND trial = ?")
                    .execute(arguments: [trial.sample, trial.trial])
            }
        }
        note(Self.retriedUnjudged, detail: "\(trials.count)")
    }

    /// Has the session ask calls again that have a stored reply, whichever judge gave it; of jurors the one alone.
    public func reopen(_ calls: [Call]) throws(StoreError) {
        try change { database in
            for call in calls {
                try database.cachedStatement(
                    sql: """
                        UPDATE reply SET resumable = 1
                        WHERE sample = ? AND trial = ? AND role NOT IN ('target', 'retriever') AND prompt = ? AND juror = ? AND round = ?
                        """
                )
                .execute(arguments: [
                    call.place.sample, call.place.trial, call.digest.hex, call.place.juror, call.place.round,
                ])
            }
        }
    }

    private func change(_ work: (Database) throws -> Void) throws(StoreError) {
        try expectOpen()
        do {
            try database.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    try work(database)
                    return .commit
                }
            }
        } catch {
            throw StoreError(error, at: path, writing: true)
        }
    }
}

/// A trial that has an answer, and the questions on which there is no ruling.
public struct UnjudgedTrial: Sendable, Hashable {
    /// The sample's id.
    public let sample: String
    /// The trial, from 1.
    public let trial: Int
    /// The questions without a ruling, in order.
    public internal(set) var questions: [Question]
}
