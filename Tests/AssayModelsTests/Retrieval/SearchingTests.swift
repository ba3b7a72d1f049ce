import AssayCore
import AssayModels
import Testing

struct SearchingTests {
    private struct Shelf: Retriever {
        let name = "shelf"

        func passages(for query: String, limit: Int) async throws(ModelError) -> [Passage] {
            guard query != "broken" else { throw .retrieval(what: "x", isResumable: true) }
            return (1...limit).map { Passage(source: "\($0)", text: "\(query) \($0)") }
        }
    }

    private let searching = Searching(
        Shelf(),
        by: Retrieval(
            mode: .passive, source: .web(name: "x", address: "y"), passages: 3, characters: 10))

    @Test func `a reply is passages as JSON, cut to what is taken, and no tokens`() async throws {
        let response = try await searching.respond(to: textCall("lock"))
        #expect(Passage.all(in: response.text)?.map(\.text) == ["lock 1", "lock"])
        #expect(response.usage == Usage(promptTokens: 0, answerTokens: 0) && searching.name == "shelf")
    }

    @Test(arguments: ["", "？", " \n"]) func `a query without words asks nobody`(query: String) async throws {
        #expect(try await searching.respond(to: textCall(query)).text == "[]")
    }

    @Test func `a failure is handed on`() async {
        #expect(
            await result(of: textCall("broken"), from: searching) == .failure(.retrieval(what: "x", isResumable: true)))
    }
}
