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
        target = Self.json(sample.target)
        content = Self.json(sample.content)
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

    /// What a good answer is, as `Target`'s own coding writes it, by hand: it is read and written for every sample before
    /// the first call.
    private static func json(_ target: Target) -> String {
        var json = CanonicalJSON()
        json.object { json in
            switch target {
            case .safety(let warning, let reference):
                json.member("safety") {
                    $0.object { json in
                        if let reference { json.member("reference") { $0.string(reference) } }
                        if let warning { json.member("warning") { $0.string(warning) } }
                    }
                }
            case .helpfulness: json.member("helpfulness") { $0.object { _ in } }
            case .answer(let answer):
                json.member("answer") { $0.object { $0.member("_0") { $0.string(answer) } } }
            case .choice(let key, let options):
                json.member("choice") {
                    $0.object { json in
                        json.member("key") { $0.string(key) }
                        json.member("options") { $0.words(options) }
                    }
                }
            }
        }
        return json.text
    }

    /// The parts of a sample in order, media by type and digest.
    private static func json(_ content: [Content]) -> String {
        var json = CanonicalJSON()
        json.array(content) { json, part in
            json.object { json in
                if case .text(let text) = part { json.member("text") { $0.string(text) } }
                guard let media = part.media else { return }
                json.member("digest") { $0.string(media.digest.hex) }
                json.member("type") { $0.string(media.type.rawValue) }
            }
        }
        return json.text
    }

    /// SHA-256 of the columns as a JSON array.
    var digest: Digest {
        Digest(of: JSONText.encode([id, language, target, content, groups, pair] as [String?]))
    }

    /// The sample again; nil where a column holds what no sample has.
    ///
    /// `media`: finds a medium by its digest.
    func sample(media: (Digest) throws -> Media?) throws -> Sample? {
        guard let language = Language(rawValue: language), let target = Self.target(in: target),
            let groups = Self.words(try? JSONValue(groups.utf8)), let parts = (try? JSONValue(content.utf8))?.elements
        else { return nil }
        var content: [Content] = []
        for part in parts {
            if let text = part["text"]?.string {
                content.append(.text(text))
            } else if let digest = part["digest"]?.string, let medium = try media(Digest(hex: digest)) {
                content.append(medium.type.isImage ? .image(medium) : .audio(medium))
            } else {
                return nil
            }
        }
        return Sample(
            id: id, groups: Dictionary(uniqueKeysWithValues: groups.map { (Group(rawValue: $0), $1) }),
            content: content, target: target, language: language, pair: pair)
    }

    private static func target(in text: String) -> Target? {
        guard let members = (try? JSONValue(text.utf8))?.members, members.count == 1 else { return nil }
        let (name, value) = (members[0].key, members[0].value)
        switch name {
        case "safety": return .safety(warning: value["warning"]?.string, reference: value["reference"]?.string)
        case "helpfulness": return .helpfulness
        case "answer": return value["_0"]?.string.map(Target.answer)
        case "choice":
            guard let key = value["key"]?.string, let options = words(value["options"]) else { return nil }
            return .choice(key: key, options: options)
        default: return nil
        }
    }

    /// An object of texts; nil for anything else.
    private static func words(_ value: JSONValue?) -> [String: String]? {
        guard let members = value?.members else { return nil }
        var words: [String: String] = [:]
        for member in members {
            guard let word = member.value.string else { return nil }
            words[member.key] = word
        }
        return words
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
