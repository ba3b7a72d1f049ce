import Testing

@testable import EndToEnd

extension Figures {
    /// Ten samples; the thread pool took 8 s of CPU and 200 MB; sizes in MB.
    static func standIn(
        cpu: Duration = .seconds(1), grown: Int = 115, help: Duration = .milliseconds(20)
    ) -> Figures {
        Figures(
            samples: 10, manySamples: 100,
            assay: Usage(cpu: cpu, wall: .seconds(2), peakMemory: 100 << 20, status: 0),
            peer: Usage(cpu: .seconds(8), wall: .seconds(10), peakMemory: 200 << 20, status: 0),
            grown: Usage(cpu: .seconds(5), wall: .seconds(20), peakMemory: grown << 20, status: 0), help: help,
            waiting: [.init(calls: 1000, wall: .milliseconds(1125)), .init(calls: 10_000, wall: .milliseconds(10_500))])
    }
}

struct FiguresTests {
    @Test func `a ratio is the program's figure over the thread pool's`() {
        let figures = Figures.standIn()
        #expect((figures.cpuRatio, figures.wallRatio, figures.peakRatio) == (0.125, 0.2, 0.5))
        #expect(figures.memoryRatio == 1.15)
    }

    @Test func `the table shows both sides a sample, the ratios and the limits`() throws {
        let thresholds = try Thresholds(contentsOf: BenchmarkPackage().thresholds)
        #expect(
            Figures.standIn().table(thresholds, repetitions: 3) == """
                10 samples, 150 KB of picture in each of 3 calls a sample, 16 at once; median of 3
                                          assay  thread pool        ratio
                CPU ms a sample          100.00       800.00        0.125, at most 0.125
                wall s                      2.0         10.0        0.200
                peak memory MB              100          200        0.500

                assay with more samples
                                             10          100        ratio
                peak memory MB            100.0        115.0        1.150, at most 1.15
                CPU ms a sample          100.00        50.00        0.500

                assay --help: 20.0 ms, at most 20.0

                the whole command, texts, calls of 200 ms, 200 at once
                1000 calls: 1.125 s where 1.000 s is ideal, ratio 1.125
                10000 calls: 10.500 s where 10.000 s is ideal, ratio 1.050
                """)
    }
}
