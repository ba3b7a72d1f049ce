import Foundation

/// What was measured.
struct Figures {
    let samples: Int
    let manySamples: Int
    let assay: Usage
    let peer: Usage
    /// The program with many samples.
    let grown: Usage
    let help: Duration
    /// Runs whose calls wait.
    let waiting: [Waiting.Run]

    var cpuRatio: Double { assay.cpu / peer.cpu }
    var wallRatio: Double { assay.wall / peer.wall }
    var peakRatio: Double { Double(assay.peakMemory) / Double(peer.peakMemory) }
    /// Whether memory stays flat.
    var memoryRatio: Double { Double(grown.peakMemory) / Double(assay.peakMemory) }

    /// How much dearer a sample is among many.
    private var growthOfCPU: Double {
        grown.cpu / assay.cpu * Double(samples) / Double(manySamples)
    }

    /// The figures for people, with the limits beside them.
    func table(_ thresholds: Thresholds, repetitions: Int) -> String {
        """
        \(samples) samples, \(Picture.size >> 10) KB of picture in each of 3 calls a sample, \(Comparison.width) at \
        once; median of \(repetitions)
        \(Self.row("", "assay", "thread pool", "ratio"))
        \(row("CPU ms a sample", \.cpuASample, cpuRatio, decimals: 2)), at most \(thresholds.cpuRatio)
        \(row("wall s", \.wallSeconds, wallRatio, decimals: 1))
        \(row("peak memory MB", \.peakMegabytes, peakRatio, decimals: 0))

        assay with more samples
        \(Self.row("", "\(samples)", "\(manySamples)", "ratio"))
        \(Self.row(
            "peak memory MB", Self.number(assay.peakMemory.megabytes, 1), Self.number(grown.peakMemory.megabytes, 1),
            Self.number(memoryRatio, 3))), at most \(thresholds.memoryRatio)
        \(Self.row(
            "CPU ms a sample", Self.number(assay.cpu.milliseconds / Double(samples), 2),
            Self.number(grown.cpu.milliseconds / Double(manySamples), 2), Self.number(growthOfCPU, 3)))

        assay --help: \(Self.number(help.milliseconds, 1)) ms, at most \(thresholds.help)

        the whole command, texts, calls of 200 ms, 200 at once
        \(waiting.map(\.line).joined(separator: "\n"))
        """
    }

    private struct Side {
        let cpuASample: Double
        let wallSeconds: Double
        let peakMegabytes: Double
    }

    private func side(_ usage: Usage) -> Side {
        Side(
            cpuASample: usage.cpu.milliseconds / Double(samples), wallSeconds: usage.wall / .seconds(1),
            peakMegabytes: usage.peakMemory.megabytes)
    }

    private func row(_ name: String, _ figure: KeyPath<Side, Double>, _ ratio: Double, decimals: Int) -> String {
        Self.row(
            name, Self.number(side(assay)[keyPath: figure], decimals),
            Self.number(side(peer)[keyPath: figure], decimals),
            Self.number(ratio, 3))
    }

    private static func row(_ name: String, _ first: String, _ second: String, _ ratio: String) -> String {
        name.padding(toLength: 18, withPad: " ", startingAt: 0)
            + [first, second, ratio].map { String(repeating: " ", count: max(0, 13 - $0.count)) + $0 }.joined()
    }

    private static func number(_ value: Double, _ decimals: Int) -> String {
        String(format: "%.\(decimals)f", value)
    }
}

extension Int {
    /// Bytes as megabytes, for print.
    fileprivate var megabytes: Double { Double(self) / 1_048_576 }
}
