import Foundation
import Testing

@testable import EndToEnd

struct ThresholdsTests {
    @Test func `the checked-in limits are those of the issue`() throws {
        let thresholds = try Thresholds(contentsOf: BenchmarkPackage().thresholds)
        #expect((thresholds.cpuRatio, thresholds.memoryRatio, thresholds.help) == (0.125, 1.15, 20))
    }

    @Test func `a file that is none is named`() {
        #expect(throws: BenchmarkFault.unreadable(file: "none.json")) {
            try Thresholds(contentsOf: URL(filePath: "/nowhere/none.json"))
        }
    }

    @Test func `figures at the limits miss none, and each figure beyond its limit is a miss by name`() throws {
        let thresholds = try Thresholds(contentsOf: BenchmarkPackage().thresholds)
        #expect(thresholds.misses(of: .standIn()) == [])
        #expect(
            thresholds.misses(of: .standIn(cpu: .seconds(2), grown: 120, help: .milliseconds(25))) == [
                "cpu_ratio_max: 0.250 seen, at most 0.125 wanted",
                "memory_ratio_max: 1.200 seen, at most 1.15 wanted",
                "help_ms_max: 25.000 seen, at most 20.0 wanted",
            ])
    }
}
