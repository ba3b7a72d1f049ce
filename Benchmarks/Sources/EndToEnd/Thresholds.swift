import Foundation

/// The checked-in limits.
struct Thresholds: Decodable, Equatable {
    /// CPU a sample, to that of the thread pool.
    let cpuRatio: Double
    /// Peak memory with ten times the samples, to that without.
    let memoryRatio: Double
    /// Milliseconds that `--help` takes.
    let help: Double

    enum CodingKeys: String, CodingKey {
        case cpuRatio = "cpu_ratio_max", memoryRatio = "memory_ratio_max", help = "help_ms_max"
    }

    init(contentsOf file: URL) throws(BenchmarkFault) {
        do {
            self = try JSONDecoder().decode(Thresholds.self, from: Data(contentsOf: file))
        } catch {
            throw .unreadable(file: file.lastPathComponent)
        }
    }

    /// Those that figures miss, each with what was seen.
    func misses(of figures: Figures) -> [String] {
        [
            ("cpu_ratio_max", figures.cpuRatio, cpuRatio), ("memory_ratio_max", figures.memoryRatio, memoryRatio),
            ("help_ms_max", figures.help.milliseconds, help),
        ]
        .filter { _, seen, limit in seen > limit }
        .map { name, seen, limit in "\(name): \(String(format: "%.3f", seen)) seen, at most \(limit) wanted" }
    }
}

extension Duration {
    /// As a number for print.
    var milliseconds: Double { self / .milliseconds(1) }
}
