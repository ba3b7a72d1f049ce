public import AssayCore

/// A retriever as a model, so that searches are journalled as calls are: a query in, passages as JSON out.
public struct Searching: Model {
    private let retriever: any Retriever
    private let retrieval: Retrieval

    /// A retriever with how much of what it finds is taken.
    public init(_ retriever: any Retriever, by retrieval: Retrieval) {
        self.retriever = retriever
        self.retrieval = retrieval
    }

    /// The name of the retriever.
    public var name: String { retriever.name }

    /// The passages for the query that the call's turn is; none for one without words.
    public func respond(to call: Call) async throws(ModelError) -> Response {
        guard let query = call.searchedWords else { return Response(passages: []) }
        let passages = try await retriever.passages(for: query, limit: retrieval.passages)
        return Response(passages: Passage.cut(passages, to: retrieval.characters))
    }
}

extension Call {
    /// The query of a search; nil where it has nothing to search for.
    var searchedWords: String? {
        guard case .text(let text) = prompt.turns.first?.content.first,
            text.contains(where: { $0.isLetter || $0.isNumber })
        else { return nil }
        return text
    }
}

extension Response {
    /// What a search found; it takes no tokens, and says so.
    init(passages: [Passage]) {
        self.init(text: Passage.json(of: passages), usage: Usage(promptTokens: 0, answerTokens: 0))
    }
}
