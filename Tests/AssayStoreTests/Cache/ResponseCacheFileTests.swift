import AssayCore
import AssayStore
import Foundation
import SystemPackage
import Testing

struct ResponseCacheFileTests {
    private let fixture: CacheFixture

    init() throws {
        fixture = try CacheFixture()
    }

    @Test func `an answer is found by whoever opens the cache later, with when and by whom it was asked for`()
        async throws
    {
        let before = Date()
        let cache = try fixture.open()
        #expect(await cache.answer(to: CacheFixture.key()) == nil)
        let response = RunFixture.response("Turn the key.")
        cache.keep(response, to: CacheFixture.key(), dropped: ["seed"])
        await cache.close()
        let answer = try #require(await fixture.open().answer(to: CacheFixture.key()))
        #expect(answer.unmarked == response)
        let mark = try #require(answer.cacheMark)
        #expect(mark.program == "assay test" && mark.dropped == ["seed"])
        #expect(mark.asked >= before.addingTimeInterval(-1) && mark.asked <= Date())
        #expect(fixture.warnings.all == [])
    }

    @Test func `the first answer to a request stays`() async throws {
        let (one, other) = (try fixture.open(), try fixture.open())
        one.keep(RunFixture.response("first"), to: CacheFixture.key(), dropped: [])
        await one.close()
        other.keep(RunFixture.response("second"), to: CacheFixture.key(), dropped: [])
        #expect(await other.answer(to: CacheFixture.key())?.text == "first")
    }

    @Test func `two that write at once lose nothing`() async throws {
        let caches = [try fixture.open(), try fixture.open()]
        await withTaskGroup(of: Void.self) { group in
            for number in 1...200 {
                group.addTask {
                    let cache = caches[number % 2]
                    cache.keep(RunFixture.response("\(number)"), to: CacheFixture.key(number), dropped: [])
                    _ = await cache.answer(to: CacheFixture.key(number - 1))
                }
            }
        }
        for cache in caches { await cache.close() }
        let cache = try fixture.open()
        for number in 1...200 { #expect(await cache.answer(to: CacheFixture.key(number))?.text == "\(number)") }
        #expect(fixture.warnings.all == [])
    }

    @Test func `the oldest answers go where the file grows beyond its bound`() async throws {
        let long = RunFixture.response(String(repeating: "x", count: 10_000))
        let cache = try fixture.open(bound: 1 << 20)
        for number in 1...300 {
            cache.keep(long, to: CacheFixture.key(number), dropped: [])
            // Waits until it has been written, so that none is turned away.
            _ = await cache.answer(to: CacheFixture.key(number))
        }
        #expect(await cache.answer(to: CacheFixture.key(1)) == nil)
        #expect(await cache.answer(to: CacheFixture.key(300)) != nil)
        await cache.close()
        let size = try FileManager.default.attributesOfItem(atPath: fixture.path.string)[.size] as? Int
        #expect(try #require(size) < 2 << 20)
    }

    @Test(arguments: [
        "UPDATE answer SET response = replace(response, 'Turn', 'Burn')", "UPDATE answer SET response = '{}'",
        "UPDATE answer SET dropped = '['",
    ])
    func `an answer that is not what was written is asked for again and can be kept anew, and that is said`(
        damage: String
    ) async throws {
        var cache = try fixture.open()
        cache.keep(RunFixture.response("Turn the key."), to: CacheFixture.key(), dropped: [])
        await cache.close()
        try fixture.tamper(damage)
        cache = try fixture.open()
        #expect(await cache.answer(to: CacheFixture.key()) == nil)
        cache.keep(RunFixture.response("Again."), to: CacheFixture.key(), dropped: [])
        #expect(await cache.answer(to: CacheFixture.key())?.text == "Again.")
        #expect(fixture.warnings.all.count == 1)
        #expect(fixture.warnings.all.first?.contains("an answer in it is damaged") == true)
    }

    @Test func `a cache that fails in the middle is done without, and that is said once`() async throws {
        let cache = try fixture.open()
        cache.keep(RunFixture.response("Turn the key."), to: CacheFixture.key(), dropped: [])
        #expect(await cache.answer(to: CacheFixture.key()) != nil)
        try fixture.tamper("DROP TABLE answer")
        for number in 1...3 {
            #expect(await cache.answer(to: CacheFixture.key(number)) == nil)
            cache.keep(RunFixture.response("Lost."), to: CacheFixture.key(number), dropped: [])
        }
        await cache.close()
        #expect(fixture.warnings.all.count == 1)
        #expect(fixture.warnings.all.first?.contains("the run goes on without it") == true)
    }

    @Test func `nothing is looked for or kept in a cache that was closed`() async throws {
        let cache = try fixture.open()
        await cache.close()
        cache.keep(RunFixture.response("Late."), to: CacheFixture.key(), dropped: [])
        #expect(await cache.answer(to: CacheFixture.key()) == nil)
    }
}
