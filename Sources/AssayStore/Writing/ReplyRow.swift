import AssayCore
import Foundation
import GRDB

import struct AssayCore.Response

/// A call's end in the columns of its table.
struct ReplyRow {
    let place: Call.Place
    let prompt: Digest
    let reply: Result<Response, ModelError>
    let finished: Date

    /// Writes the reply; a stored one is replaced only where a resumed run asks again.
    func store(in database: Database) throws {
        let (response, failure): (Response?, ModelError?) =
            switch reply {
            case .success(let response): (response, nil)
            case .failure(let failure): (nil, failure)
            }
        let usage = response?.usage
        try database.cachedStatement(sql: Self.insertion).execute(arguments: [
            place.sample, place.trial, place.role.name, place.juror, place.round, prompt.hex,
            StoredText(response?.text), StoredText(response?.reasoning), response?.stopReason.rawValue,
            usage?.promptTokens, usage?.answerTokens, usage?.reasoningTokens, response?.servedBy,
            JSONText.encode(response?.categories ?? []), response?.logprobs.map { JSONText.encode($0) },
            failure.map { JSONText.encode($0) }, failure?.isResumable ?? false, finished.timeIntervalSince1970,
            response?.cacheMark != nil, response?.cacheMark.map { JSONText.encode($0) },
            Self.toolCalls(response?.toolCalls ?? []),
        ])
    }

    /// Null where the model asked for no tool, as in nearly every reply.
    private static func toolCalls(_ calls: [ToolCall]) -> String? {
        calls.isEmpty ? nil : JSONText.encode(calls)
    }

    /// The final reply to a call; nil where there is none or a resumed run asks again.
    static func stored(to call: Call, in database: Database) throws -> Result<Response, ModelError>? {
        try stored(at: call.place, "AND prompt = ? AND NOT resumable", [call.digest.hex], in: database)
    }

    /// Whatever is stored at a place, also what a resumed run would ask for again.
    static func latest(
        at place: Call.Place, prompt: Digest, in database: Database
    ) throws -> Result<Response, ModelError>? {
        try stored(at: place, "AND prompt = ?", [prompt.hex], in: database)
    }

    /// The reply of the highest round to whatever prompt, the latest of several, and the searches before it.
    static func answer(at place: Call.Place, in database: Database) throws -> StoredAnswer? {
        let trial: StatementArguments = [place.sample, place.trial]
        let searches = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT error FROM reply WHERE sample = ? AND trial = ? AND role = 'retriever'"), arguments: trial)
        let failures = try searches.compactMap { row in
            try (row[0] as String?).map { try JSONText.decode(ModelError.self, from: $0) }
        }
        let round = try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT max(round) FROM reply WHERE sample = ? AND trial = ? AND role = 'target'"),
            arguments: trial)
        var reply: Result<Response, ModelError>?
        if let round {
            let place = Call.Place(sample: place.sample, trial: place.trial, role: .target, round: round)
            reply = try stored(at: place, "ORDER BY id DESC LIMIT 1", [], in: database)
        }
        guard reply != nil || !searches.isEmpty else { return nil }
        return StoredAnswer(
            reply: reply, round: round ?? 0, searches: searches.count - failures.count, failedSearch: failures.first)
    }

    private static func stored(
        at place: Call.Place, _ condition: String, _ further: [String], in database: Database
    ) throws -> Result<Response, ModelError>? {
        let statement = try database.cachedStatement(sql: "\(selection) \(condition)")
        let key: [any DatabaseValueConvertible] = [
            place.sample, place.trial, place.role.name, place.juror, place.round,
        ]
        guard let row = try Row.fetchOne(statement, arguments: StatementArguments(key + further)) else { return nil }
        if let error = row[0] as String? {
            return .failure(try JSONText.decode(ModelError.self, from: error))
        }
        return .success(try response(row))
    }

    private static func response(_ row: Row) throws -> Response {
        guard let text = StoredText.read(row[1]), let reason = (row[3] as String?).flatMap(StopReason.init) else {
            throw UnreadableColumn()
        }
        var usage: Usage?
        if let prompt = row[4] as Int?, let answer = row[5] as Int? {
            usage = Usage(promptTokens: prompt, answerTokens: answer, reasoningTokens: row[6])
        }
        var response = Response(
            text: text, reasoning: StoredText.read(row[2]), stopReason: reason, usage: usage, servedBy: row[7],
            categories: try JSONText.decode(from: row[8]),
            logprobs: try (row[9] as String?).map { try JSONText.decode(from: $0) },
            toolCalls: try (row[10] as String?).map { try JSONText.decode(from: $0) } ?? [])
        response.cacheMark = try (row[11] as String?).map { try JSONText.decode(from: $0) }
        return response
    }

    private static let insertion = """
        INSERT INTO reply (sample, trial, role, juror, round, prompt, text, reasoning, stop_reason, prompt_tokens,
          answer_tokens, reasoning_tokens, served_by, categories, logprobs, error, resumable, finished_at,
          cached, cache_mark, tool_calls)
        VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (sample, trial, role, juror, round, prompt) DO UPDATE SET
          text = excluded.text, reasoning = excluded.reasoning, stop_reason = excluded.stop_reason,
          prompt_tokens = excluded.prompt_tokens, answer_tokens = excluded.answer_tokens,
          reasoning_tokens = excluded.reasoning_tokens, served_by = excluded.served_by,
          categories = excluded.categories, logprobs = excluded.logprobs, error = excluded.error,
          resumable = excluded.resumable, finished_at = excluded.finished_at,
          cached = excluded.cached, cache_mark = excluded.cache_mark, tool_calls = excluded.tool_calls
        WHERE reply.resumable
        """

    private static let selection = """
        SELECT error, CAST(text AS BLOB), CAST(reasoning AS BLOB), stop_reason, prompt_tokens, answer_tokens,
          reasoning_tokens, served_by, categories, logprobs, tool_calls, cache_mark
        FROM reply
        WHERE sample = ? AND trial = ? AND role = ? AND juror = ? AND round = ?
        """
}

/// A column that holds what its type never has.
struct UnreadableColumn: Error {}

/// A model's text on its way to a column.
///
/// GRDB hands texts to SQLite as C strings, which end at the first NUL, and a model's text may hold one: such a text
/// goes as bytes and is cast to text by SQLite.
private struct StoredText: DatabaseValueConvertible {
    let databaseValue: DatabaseValue

    init(_ text: String?) {
        guard let text else {
            databaseValue = .null
            return
        }
        databaseValue = text.utf8.contains(0) ? Data(text.utf8).databaseValue : text.databaseValue
    }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredText? { nil }

    /// A text that was cast to bytes by SQLite.
    static func read(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: nil
        case .string(let text): text
        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
        case .int64, .double: nil
        }
    }
}
