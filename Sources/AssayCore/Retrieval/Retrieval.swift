/// How the target is helped by a search: what a run states of it.
public struct Retrieval: Sendable, Hashable, Codable {
    /// Who decides that there is a search.
    public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nobody: every question is searched for.
        case passive
        /// The target, which may ask for one search and then must answer.
        case active
    }

    /// What is searched.
    public enum Source: Sendable, Hashable, Codable {
        /// A folder of documents: how many, and the digest of all that they say.
        case documents(count: Int, digest: Digest)
        /// A search endpoint of `assay.yaml` by its name there, and its address without keys.
        case web(name: String, address: String)
    }

    /// In what form a target asks for a search.
    public enum Form: String, Sendable, Hashable, Codable, CaseIterable {
        /// A call of a tool.
        case tool
        /// A JSON object in place of an answer, for endpoints without tools.
        case text
    }

    /// Who decides.
    public var mode: Mode
    /// What is searched.
    public var source: Source
    /// How the target asks; nil where it does not decide.
    public var form: Form?
    /// The most passages that the target is shown, at least 1.
    public var passages: Int
    /// The most characters of all passages together.
    public var characters: Int

    /// What a run states.
    public init(mode: Mode, source: Source, form: Form? = nil, passages: Int, characters: Int) {
        self.mode = mode
        self.source = source
        self.form = form
        self.passages = passages
        self.characters = characters
    }
}

/// A piece of text that a search found.
public struct Passage: Sendable, Hashable, Codable {
    /// Where it stands: a document's path in its folder, or an address.
    public let source: String
    /// What it says.
    public let text: String

    /// A passage as it was found.
    public init(source: String, text: String) {
        self.source = source
        self.text = text
    }
}

/// Anything that finds passages for a query.
public protocol Retriever: Sendable {
    /// The name that manifests and reports give it.
    var name: String { get }

    /// The passages that fit a query best, the best first.
    ///
    /// `limit`: the most passages to return, at least 1. Nothing where nothing fits, which is no failure.
    ///
    /// Throws why nothing could be searched.
    func passages(for query: String, limit: Int) async throws(ModelError) -> [Passage]
}
