import AssayCore
import Foundation
import GRDB

import struct AssayCore.Response

/// One answer in the columns of the response cache.
struct CacheRow: Sendable {
    let request: RequestKey
    let response: Response
    let mark: CacheMark

    /// Writes the answer, unless another process was first: whoever asks later gets one and the same.
    func store(in database: Database) throws {
        var response = response
        response.cacheMark = nil
        let json = JSONText.encode(response)
        try database.cachedStatement(sql: Self.insertion).execute(arguments: [
            request.digest.hex, request.model, request.endpoint, json, Digest(of: json).hex,
            JSONText.encode(mark.dropped), mark.asked.timeIntervalSince1970, mark.program,
        ])
    }

    /// The answer to a request.
    ///
    /// - Throws: `UnreadableColumn` where the row is not what was written.
    static func answer(to request: RequestKey, in database: Database) throws -> Response? {
        let statement = try database.cachedStatement(
            sql: "SELECT response, digest, dropped, asked_at, program FROM answer WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [request.digest.hex]) else { return nil }
        // A damaged page can hold anything, so nothing is taken for granted.
        guard let json = row[0] as String?, Digest(of: json).hex == row[1] as String?, let dropped = row[2] as String?,
            let asked = row[3] as Double?, let program = row[4] as String?
        else { throw UnreadableColumn() }
        do {
            var response = try JSONText.decode(Response.self, from: json)
            response.cacheMark = CacheMark(
                asked: Date(timeIntervalSince1970: asked), program: program,
                dropped: try JSONText.decode(from: dropped))
            return response
        } catch is DecodingError {
            throw UnreadableColumn()
        }
    }

    /// Makes room for the answer to a request whose row cannot be read.
    static func remove(_ request: RequestKey, in database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM answer WHERE key = ?").execute(arguments: [request.digest.hex])
    }

    private static let insertion = """
        INSERT INTO answer (key, model, endpoint, response, digest, dropped, asked_at, program)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
        """
}
