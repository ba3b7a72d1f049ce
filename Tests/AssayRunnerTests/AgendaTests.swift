import AssayCore
import AssayStore
import SystemPackage
import Testing

@testable import AssayRunner

struct AgendaTests {
    /// `ordinal/trial` of every item to the end.
    private static func rest(_ agenda: inout Agenda) throws -> [String] {
        var items: [String] = []
        while let item = try agenda.next() { items.append("\(item.ordinal)/\(item.trial)") }
        return items
    }

    @Test(arguments: [1, 2, 3, 4, 100])
    func `every trial of every sample comes once, in order, whatever the page`(pageSize: Int) async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 4, settings: Bench.settings(trials: 2))
        var agenda = Agenda(file: file, pageSize: pageSize)
        #expect(try Self.rest(&agenda) == ["1/1", "1/2", "2/1", "2/2", "3/1", "3/2", "4/1", "4/2"])
        #expect(try agenda.next() == nil)
    }

    @Test(arguments: [1, 2, 10])
    func `only what has not ended for good is asked`(pageSize: Int) async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 4, settings: Bench.settings(trials: 2))
        let ids = try Bench.order(of: file)
        for (ordinal, trial) in [(1, 1), (1, 2), (2, 2), (4, 1)] {
            file.keep(FinishedRecord(sample: ids[ordinal - 1], trial: trial, outcome: .unanswered(.empty)))
        }
        file.keep(
            FinishedRecord(sample: ids[3], trial: 2, outcome: .unanswered(.timedOut), isResumable: true))
        try await file.flush()
        var agenda = Agenda(file: file, pageSize: pageSize)
        #expect(try Self.rest(&agenda) == ["2/1", "3/1", "3/2", "4/2"])
    }

    @Test func `a record that ends while the run goes on moves nothing else`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 5)
        let ids = try Bench.order(of: file)
        var agenda = Agenda(file: file, pageSize: 2)
        let first = try #require(try agenda.next())
        #expect(first.sample.id == ids[0])
        for id in [ids[0], ids[1], ids[3]] {
            file.keep(FinishedRecord(sample: id, trial: 1, outcome: .unanswered(.empty)))
        }
        try await file.flush()
        // The second was read with the first; the fourth had ended before its page was read.
        #expect(try Self.rest(&agenda) == ["2/1", "3/1", "5/1"])
    }

    @Test func `a run in which everything has ended has an empty agenda`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 1)
        file.keep(FinishedRecord(sample: "s1", trial: 1, outcome: .unanswered(.blockedInput)))
        try await file.flush()
        var agenda = Agenda(file: file, pageSize: 3)
        #expect(try agenda.next() == nil)
    }

    @Test func `a file that was closed is an error, not an end`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 1)
        try await file.close(complete: false)
        var agenda = Agenda(file: file, pageSize: 1)
        #expect(throws: StoreError.cannotRead(bench.path.string, reason: "the run has closed it")) {
            try agenda.next()
        }
    }
}
