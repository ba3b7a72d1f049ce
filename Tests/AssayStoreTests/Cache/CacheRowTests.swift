import AssayCore
import Foundation
import GRDB
import Testing

@testable import AssayStore

struct CacheRowTests {
    private static let token = TokenLogprob(
        token: "A", logprob: -0.1, top: [.init(token: "A", logprob: -0.1), .init(token: "B", logprob: -.infinity)])

    @Test(arguments: [
        AssayCore.Response(text: "plain"), AssayCore.Response(text: ""),
        AssayCore.Response(text: "with\u{0}nothing\u{0}", reasoning: "\u{0}"),
        AssayCore.Response(
            text: "锁\n\"", reasoning: "because", stopReason: .refused,
            usage: Usage(promptTokens: 3, answerTokens: 0, reasoningTokens: 2), servedBy: "model-1",
            categories: ["violence"], logprobs: [token]),
    ])
    func `a response comes back as it was, with its mark`(_ response: AssayCore.Response) throws {
        let database = try DatabaseQueue()
        try CacheSchema.migrator.migrate(database)
        let mark = CacheMark(
            asked: Date(timeIntervalSince1970: 1_700_000_000.25), program: "assay test", dropped: ["seed"])
        // A mark of an earlier cache is not handed on.
        var given = response
        given.cacheMark = CacheMark(asked: .distantPast, program: "another", dropped: [])
        try database.write { database in
            try CacheRow(request: CacheFixture.key(), response: given, mark: mark).store(in: database)
            let found = try #require(try CacheRow.answer(to: CacheFixture.key(), in: database))
            #expect(found.unmarked == response)
            #expect(found.cacheMark == mark)
            #expect(try CacheRow.answer(to: CacheFixture.key(2), in: database) == nil)
        }
    }
}
