import AssayCore

/// Answers an identical request from the response cache, and puts there whatever answer comes back.
///
/// It stands inside `Recorded`: a cached answer is stored in the run file like any other.
struct Cached: Model {
    /// Where a request goes: what is part of its key beside the call.
    struct Source: Sendable {
        let model: String
        let endpoint: String
        let wire: String
        /// The parameters that are left out of requests at the moment.
        let dropped: @Sendable () -> [String]
    }

    let inner: any Model
    let cache: any ResponseCache
    let source: Source

    var name: String { inner.name }

    func respond(to call: Call) async throws(ModelError) -> Response {
        let key = RequestKey(call, model: source.model, endpoint: source.endpoint, wire: source.wire)
        if let answer = await cache.answer(to: key) { return answer }
        let response = try await inner.respond(to: call)
        if response.mayBeCached { cache.keep(response, to: key, dropped: source.dropped()) }
        return response
    }
}
