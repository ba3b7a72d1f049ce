import AssayCore
import Testing

@testable import AssayModels

struct SearchReplyTests {
    private let settings = SearchSettings(
        name: "library", connection: EndpointSettings(baseURL: "https://host/{query}"), results: ["data", "items"],
        texts: [["title"], ["page", "snippet"]], source: ["link"])

    private func outcome(_ body: String, status: Int = 200, limit: Int = 5) -> Result<[Passage], ModelError> {
        outcome(Array(body.utf8), status: status, limit: limit)
    }

    private func outcome(_ body: [UInt8], status: Int = 200, limit: Int = 5) -> Result<[Passage], ModelError> {
        do throws(ModelError) {
            return .success(try SearchReply(status: status, body: body).passages(by: settings, limit: limit))
        } catch {
            return .failure(error)
        }
    }

    @Test func `the texts of each result stand below each other, with where it is from`() {
        let body = """
            {"data": {"items": [
              {"title": "Locks", "page": {"snippet": "They turn."}, "link": "https://example.org/1"},
              {"title": " ", "page": {"snippet": "Only this."}}, {"title": "？"}, {"title": 7}, "Just words.", null]}}
            """
        #expect(
            outcome(body)
                == .success([
                    Passage(source: "https://example.org/1", text: "Locks\nThey turn."),
                    Passage(source: "result 2", text: "Only this."), Passage(source: "result 5", text: "Just words."),
                ]))
        #expect((try? outcome(body, limit: 1).get())?.count == 1)
    }

    @Test(arguments: [#"{"data":{"items":[]}}"#, #"{"data":{"items":null}}"#])
    func `an empty list is a search that found nothing`(body: String) {
        #expect(outcome(body) == .success([]))
    }

    @Test func `a reply that is a list itself needs no keys`() throws {
        var settings = settings
        settings.results = []
        let reply = SearchReply(status: 200, body: Array(#"[{"title":"Locks"}]"#.utf8))
        #expect(try reply.passages(by: settings, limit: 5) == [Passage(source: "result 1", text: "Locks")])
    }

    @Test(arguments: [
        ("<html><body>Sign in</body></html>", "a page (HTML) where the search's JSON should be"),
        ("", "an empty reply of the search"), (" \n", "an empty reply of the search"),
        ("{\"data\":", "no JSON from the search"),
    ])
    func `what is no JSON may pass, and is asked for again`(body: String, what: String) {
        #expect(outcome(body) == .failure(.malformed(what: what)))
    }

    @Test func `bytes that are not UTF-8 are no JSON`() {
        let body = Array(#"{"data":{"items":[{"title":""#.utf8) + [0xC4, 0xE3] + Array(#""}]}}"#.utf8)
        #expect(outcome(body) == .failure(.malformed(what: "no JSON from the search")))
    }

    @Test(arguments: [#"{"items":[]}"#, #"{"data":[]}"#, #"{"data":{"items":{"a":1}}}"#, "[]"])
    func `a path that leads nowhere is told with its setting, and not asked again`(body: String) {
        guard case .failure(.retrieval(let what, isResumable: true)) = outcome(body) else {
            Issue.record("a wrong path is a failed search")
            return
        }
        #expect(what.contains("'results' of search 'library'"))
    }

    @Test(arguments: [
        (401, ModelError.unauthorized(status: 401)), (403, .unauthorized(status: 403)), (429, .rateLimited),
        (500, .unavailable(status: 500)), (503, .unavailable(status: 503)), (408, .unavailable(status: 408)),
        (400, .rejected(status: 400, code: nil)),
        (
            302,
            .retrieval(
                what: "the search endpoint redirects (HTTP 302), which is not followed; name its new address",
                isResumable: true)
        ),
        (404, .retrieval(what: "the search endpoint knows no such path (HTTP 404); check its url", isResumable: true)),
    ])
    func `a status says what went wrong, whatever stands in the body`(status: Int, failure: ModelError) {
        #expect(outcome(#"{"data":{"items":[{"title":"Locks"}]}}"#, status: status) == .failure(failure))
    }
}
