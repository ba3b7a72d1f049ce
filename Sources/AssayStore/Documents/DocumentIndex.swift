public import AssayCore
import Foundation
import GRDB
public import SystemPackage

/// A folder of documents that can be searched, by SQLite's FTS5 over pairs of characters and words, ranked by BM25.
///
/// The index is a temporary file of its own, which has no name and ends with the process: it is always that of the
/// documents as they were read, and no other process can find it half made (docs/decisions/0038).
public final class DocumentIndex: Retriever {
    /// `documents`.
    public let name = "documents"
    /// How many documents there are.
    public let count: Int
    /// SHA-256 over path and SHA-256 of each document, in the order of their paths.
    public let digest: Digest
    /// What was left out, for the user.
    public let notes: [String]
    /// Windows of all documents.
    private let windows: Int
    private let database: DatabaseQueue

    /// The most terms of one query that are searched for, the rarest first.
    static let mostTerms = 128
    /// A term that stands in more than this share of the windows finds nothing out, unless the query has no other.
    private static let commonest = 0.2
    private static let leastCommon = 50

    /// Reads and indexes every document below a folder, one at a time.
    public init(of folder: FilePath) throws(DocumentFault) {
        let documents = try DocumentFolder(folder)
        do {
            // SQLite's name for a file without a name, which spills to the disk as it grows.
            database = try DatabaseQueue(path: "")
            let built = try database.writeWithoutTransaction { try Builder(documents).build(in: $0) }
            (digest, windows) = (built.digest, built.windows)
        } catch let fault as DocumentFault {
            throw fault
        } catch {
            throw .notIndexed(folder.string, reason: (error as? DatabaseError)?.message ?? "\(type(of: error))")
        }
        guard windows > 0 else { throw .noDocuments(folder.string) }
        count = documents.names.count
        notes = documents.notes
    }

    /// The passages that share most with a query; ties in the order of the documents' paths.
    public func passages(for query: String, limit: Int) async throws(ModelError) -> [Passage] {
        let terms = SearchTerms(query).searched
        guard !terms.isEmpty, limit > 0 else { return [] }
        let found: Result<[Passage], any Error> = await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Result { try self.look(for: terms, limit: limit, in: database) })
            }
        }
        do {
            return try found.get()
        } catch {
            throw .retrieval(what: "the index of the documents cannot be read", isResumable: true)
        }
    }

    private func look(for terms: [SearchTerms.Term], limit: Int, in database: Database) throws -> [Passage] {
        let telling = try telling(among: terms, in: database)
        guard !telling.isEmpty else { return [] }
        // A term holds letters and digits alone, so that none of FTS5's signs can be in it.
        let match = telling.map { $0.isPrefix ? "\"\($0.text)\" *" : "\"\($0.text)\"" }.joined(separator: " OR ")
        // A passage is found through each of its windows.
        let rows = try Int.fetchCursor(
            database.cachedStatement(sql: "SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY rank, rowid LIMIT ?"),
            arguments: [match, limit * Builder.mostWindows])
        var found: [Int] = []
        while found.count < limit, let row = try rows.next() {
            let passage = row / Builder.mostWindows
            if !found.contains(passage) { found.append(passage) }
        }
        return try found.compactMap { id in
            try Row.fetchOne(
                database.cachedStatement(sql: "SELECT source, text FROM passage WHERE id = ?"), arguments: [id]
            ).map { Passage(source: $0[0], text: $0[1]) }
        }
    }

    /// The terms that occur and tell documents apart; common ones alone where there are no others.
    private func telling(
        among terms: [SearchTerms.Term], in database: Database
    ) throws -> [SearchTerms.Term] {
        var counted: [(term: SearchTerms.Term, windows: Int)] = []
        for term in terms {
            let windows =
                term.isPrefix
                ? 1
                : try Int.fetchOne(
                    database.cachedStatement(sql: "SELECT doc FROM vocabulary WHERE term = ?"),
                    arguments: [term.text]) ?? 0
            if windows > 0 { counted.append((term, windows)) }
        }
        let most = max(Self.leastCommon, Int(Double(windows) * Self.commonest))
        let rare = counted.filter { $0.windows <= most }
        let kept = rare.isEmpty ? counted : rare
        guard kept.count > Self.mostTerms else { return kept.map(\.term) }
        // A stable order: equally rare ones as they stand in the query.
        let order = kept.indices.sorted { (kept[$0].windows, $0) < (kept[$1].windows, $1) }
        return order.prefix(Self.mostTerms).sorted().map { kept[$0].term }
    }
}

/// Fills the index.
private struct Builder {
    /// A passage's windows are numbered within this: the row of a window is its passage's number times this, and its own.
    static let mostWindows = 64
    /// What a heading and a file's name count beside the text.
    private static let titleWeight = 0.5

    private let documents: DocumentFolder

    init(_ documents: DocumentFolder) {
        self.documents = documents
    }

    func build(in database: Database) throws -> (digest: Digest, windows: Int) {
        try database.execute(sql: Self.schema)
        var digest = Digest.Accumulator()
        var (passages, windows, bytes) = (0, 0, 0)
        try database.inTransaction {
            for name in documents.names {
                let content = try documents.bytes(of: name)
                bytes += content.count
                guard bytes <= DocumentFolder.mostBytes else {
                    throw DocumentFault.tooMuch(
                        documents.path.string, what: "\(DocumentFolder.mostBytes >> 20) MiB of documents")
                }
                digest.update("\(Digest(of: content).hex) \(name)\0".utf8)
                windows += try add(text(content, of: name), of: name, passages: &passages, in: database)
            }
            try database.execute(sql: "INSERT INTO terms (terms) VALUES ('optimize')")
            return .commit
        }
        return (digest.finish(), windows)
    }

    private func text(_ bytes: [UInt8], of name: String) throws(DocumentFault) -> String {
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw .notText(documents.path.appending(name).string)
        }
        // A mark at the beginning is no part of the text, and SQLite takes a NUL for the end of one.
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        return text.utf8.contains(0) ? text.replacing("\0", with: " ") : text
    }

    private func add(
        _ text: String, of name: String, passages: inout Int, in database: Database
    ) throws -> Int {
        let document = DocumentText(text)
        let place = SearchTerms(Self.words(of: name)).indexed
        let heading = document.heading.isEmpty ? "" : SearchTerms(document.heading).indexed
        var added = 0
        for (number, part) in document.parts.enumerated() {
            var isFound = false
            for (window, text) in part.windows.prefix(Self.mostWindows).enumerated() {
                let terms = SearchTerms(text).indexed
                guard !terms.isEmpty else { continue }
                let isFirst = number == 0 && window == 0
                try database.cachedStatement(sql: "INSERT INTO terms (rowid, words, title) VALUES (?, ?, ?)")
                    .execute(arguments: [
                        passages * Self.mostWindows + window, terms, isFirst ? place : place + heading,
                    ])
                (isFound, added) = (true, added + 1)
            }
            guard isFound else { continue }
            try database.cachedStatement(sql: "INSERT INTO passage (id, source, text) VALUES (?, ?, ?)")
                .execute(arguments: [passages, name, part.text])
            passages += 1
        }
        return added
    }

    /// The words of a file's name: those with a digit number files, and would look like a year or an amount.
    private static func words(of name: String) -> String {
        let stem = FilePath(name).lastComponent?.stem ?? ""
        return stem.split { !$0.isLetter && !$0.isNumber }.filter { !$0.contains(where: \.isNumber) }
            .joined(separator: " ")
    }

    private static let schema = """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA cache_size = -32000;
        CREATE TABLE passage (id INTEGER PRIMARY KEY, source TEXT NOT NULL, text TEXT NOT NULL) STRICT;
        CREATE VIRTUAL TABLE terms USING fts5 (words, title, content = '', tokenize = 'ascii');
        CREATE VIRTUAL TABLE vocabulary USING fts5vocab (terms, 'row');
        INSERT INTO terms (terms, rank) VALUES ('rank', 'bm25(1.0, \(titleWeight))');
        INSERT INTO terms (terms, rank) VALUES ('hashsize', 8388608);
        """
}
