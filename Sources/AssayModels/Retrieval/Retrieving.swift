public import AssayCore

/// A target that is helped by a search: for every question, or where it asks for one.
///
/// Searches and inner calls are journalled each by their own model, so that a resumed run replays what is stored and
/// goes on in the middle: neither is ever asked twice. A search that failed is the failure of the record.
public struct Retrieving: Model {
    private let inner: any Model
    private let retriever: any Model
    private let retrieval: Retrieval
    private let words: SearchWords

    /// A target with its search.
    ///
    /// - Parameters:
    ///   - inner: the target.
    ///   - retriever: answers a query with passages as JSON (`Searching`, `WebSearch`).
    ///   - retrieval: who decides, and in what form.
    ///   - words: those of the suite.
    public init(_ inner: any Model, searching retriever: any Model, by retrieval: Retrieval, in words: SearchWords) {
        self.inner = inner
        self.retriever = retriever
        self.retrieval = retrieval
        self.words = words
    }

    /// The name of the target.
    public var name: String { inner.name }

    /// The answer, with the number of searches that it rests on.
    ///
    /// Without a search the call keeps its place; an answer after a search that the target asked for is of round 1.
    public func respond(to call: Call) async throws(ModelError) -> Response {
        switch retrieval.mode {
        case .passive:
            return try await answer(to: call, with: search(for: call.prompt.searchedFor, at: call.place), round: 0)
        case .active:
            let offering = words.offering(call.prompt, as: retrieval.form ?? .tool)
            let response = try await inner.respond(to: Call(call.place, prompt: offering))
            guard let query = words.query(in: response) else { return response }
            return try await answer(to: call, with: search(for: query, at: call.place), round: 1)
        }
    }

    private func answer(
        to call: Call, with passages: [Passage], round: Int
    ) async throws(ModelError) -> Response {
        let place = Call.Place(sample: call.place.sample, trial: call.place.trial, role: call.place.role, round: round)
        var response = try await inner.respond(to: Call(place, prompt: words.showing(passages, in: call.prompt)))
        response.searches = 1
        return response
    }

    private func search(for query: String, at place: Call.Place) async throws(ModelError) -> [Passage] {
        let place = Call.Place(sample: place.sample, trial: place.trial, role: .retriever)
        let call = Call(place, prompt: Prompt(turns: [Turn(.user, [.text(query)])]))
        let response: Response
        do throws(ModelError) {
            response = try await retriever.respond(to: call)
        } catch {
            throw error.asFailedSearch
        }
        guard let passages = Passage.all(in: response.text) else {
            throw .retrieval(what: "its stored reply holds no passages", isResumable: false)
        }
        return passages
    }
}

extension Prompt {
    /// What is searched for on its behalf: its query, or what it says where it states none.
    fileprivate var searchedFor: String {
        if let query { return query }
        let texts = turns.last { $0.speaker == .user }?.content.compactMap { part in
            if case .text(let text) = part { text } else { nil }
        }
        return (texts ?? []).joined(separator: "\n")
    }
}
