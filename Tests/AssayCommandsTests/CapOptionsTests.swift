import ArgumentParser
import AssayRunner
import Testing

@testable import AssayCommands

struct CapOptionsTests {
    @Test func `caps are kept by flag, and hold on resuming unless they are given anew`() throws {
        let first = try CapOptions.parse(["--max-cost", "2.5", "--max-total-tokens", "1000", "--max-time", "60"])
        #expect(first.caps == Caps(tokens: 1000, dollars: 2.5, time: .seconds(60)))
        #expect(try CapOptions.parse([]).caps(after: first.given) == Caps(tokens: 1000, dollars: 2.5))
        let raised = try CapOptions.parse(["--max-cost", "5"]).caps(after: first.given)
        #expect(raised == Caps(tokens: 1000, dollars: 5))
    }

    @Test(arguments: [["--max-cost", "0"], ["--max-total-tokens", "0"], ["--max-time", "0"], ["--max-cost", "nan"]])
    func `a cap that lets nothing start is refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try CapOptions.parse(arguments) }
    }
}
