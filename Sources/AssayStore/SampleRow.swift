import AssayCore
import Foundation
import GRDB
import SystemPackage

/// A sample in the columns of its table.
struct SampleRow {
    let id: String
    let language: String
    let target: String
    let content: String
    let groups: String
    let pair: String?

    init(_ sample: Sample) {
        id = sample.id
        language = sample.language.rawValue
        target = JSONText.encode(sample.target)
        content = JSONText.encode(sample.content.map(StoredContent.init))
        groups = JSONText.encode(Dictionary(uniqueKeysWithValues: sample.groups.map { ($0.rawValue, $1) }))
        pair = sample.pair
    }

    /// The columns that `sample(media:)` and `digest` read, in their order.
    static let columns = "id, language, target, content, groups, pair"

    /// Reads a row that begins with `columns`.
    init(_ row: Row) {
        id = row[0]
        language = row[1]
        target = row[2]
        content = row[3]
        groups = row[4]
        pair = row[5]
    }

    /// SHA-256 of the columns as a JSON array.
    var digest: Digest {
        Digest(of: JSONText.encode([id, language, target, content, groups, pair] as [String?]))
    }

    /// The sample again; nil where a column holds what no sample has.
    ///
    /// `media`: finds a medium by its digest.
    func sample(media: (Digest) throws -> Media?) throws -> Sample? {
        guard let language = Language(rawValue: language) else { return nil }
        var parts: [Content] = []
        for part in try JSONText.decode([StoredContent].self, from: content) {
            guard let content = try part.content(media: media) else { return nil }
            parts.append(content)
        }
        return Sample(
            id: id, groups: try JSONText.decode(from: groups), content: parts,
            target: try JSONText.decode(from: target), language: language, pair: pair)
    }
}

/// One part of a sample's content, media by type and digest.
private struct StoredContent: Codable {
    var text: String?
    var type: MediaType?
    var digest: Digest?

    init(_ content: Content) {
        if case .text(let text) = content { self.text = text }
        type = content.media?.type
        digest = content.media?.digest
    }

    func content(media: (Digest) throws -> Media?) throws -> Content? {
        if let text { return .text(text) }
        guard let digest, let medium = try media(digest) else { return nil }
        return medium.type.isImage ? .image(medium) : .audio(medium)
    }
}

extension Media {
    /// Puts the medium into its table, once for all samples that show it.
    func store(in database: Database) throws {
        let (path, modified, bytes): (String?, Double?, Data?) =
            switch location {
            case .file(let path, let modified): (path.string, modified.timeIntervalSinceReferenceDate, nil)
            case .embedded(let bytes): (nil, nil, Data(bytes))
            }
        try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO media (digest, type, size, path, modified, bytes) VALUES (?, ?, ?, ?, ?, ?)"
        )
        .execute(arguments: [digest.hex, type.rawValue, size, path, modified, bytes])
    }

    /// The medium of a digest; nil where there is none or its row holds what no medium has.
    static func stored(_ digest: Digest, in database: Database) throws -> Media? {
        let statement = try database.cachedStatement(
            sql: "SELECT type, size, path, modified, bytes FROM media WHERE digest = ?")
        guard let row = try Row.fetchOne(statement, arguments: [digest.hex]), let type = MediaType(rawValue: row[0])
        else { return nil }
        let location: Location
        if let path = row[2] as String?, let modified = row[3] as Double? {
            location = .file(FilePath(path), modified: Date(timeIntervalSinceReferenceDate: modified))
        } else if let bytes = row[4] as Data? {
            location = .embedded(Array(bytes))
        } else {
            return nil
        }
        return Media(type: type, size: row[1], digest: digest, location: location)
    }
}
