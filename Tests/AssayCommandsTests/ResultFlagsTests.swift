import ArgumentParser
import Testing

@testable import AssayCommands

struct ResultFlagsTests {
    @Test func `verdicts, and records without a judge, are scored as they are`() throws {
        #expect(try ResultFlags.parse(["--judgements", "a.json"]).scoresVerdicts)
        #expect(try ResultFlags.parse(["--records", "a.csv"]).scoresVerdicts)
        #expect(try !ResultFlags.parse(["--records", "a.csv", "--judge", "sim/judge-good"]).scoresVerdicts)
        #expect(try !ResultFlags.parse(["--responses", "a.json", "--judge", "sim/judge-good"]).scoresVerdicts)
    }

    @Test(arguments: [
        ([], "give answers with --responses"),
        (["--responses", "a", "--judgements", "b"], "give answers with --responses"),
        (["--responses", "a", "--mode", "qa"], "--mode and --rag choose a run of long-format records"),
        (["--judgements", "a", "--judge", "sim/judge-good"], "--judgements asks no judge"),
    ])
    func `flags that do not go together are refused with what to give`(flags: [String], words: String) {
        let fault = #expect(throws: (any Error).self) { try ResultFlags.parse(flags) }
        #expect(fault.map { ResultFlags.message(for: $0).contains(words) } == true)
    }
}
