import Foundation

/// How often a simulation is repeated.
///
/// `SIMULATE=20` repeats each twenty times as often and prints what was seen: the study behind docs/decisions/0012 and
/// 0014. Without it every design takes some tenths of a second.
enum Simulation {
    private static let factor = ProcessInfo.processInfo.environment["SIMULATE"].flatMap(Int.init) ?? 1

    /// The share of repetitions in which something holds.
    static func share(
        _ name: String, repetitions: Int, seed: UInt64, of holds: (inout SeededGenerator) -> Bool
    ) -> Double {
        var generator = SeededGenerator(state: seed)
        var held = 0
        for _ in 0..<(repetitions * factor) where holds(&generator) { held += 1 }
        let share = Double(held) / Double(repetitions * factor)
        if factor > 1 { print("seen: \(name): \((share * 1000).rounded() / 10) %") }
        return share
    }
}

extension SeededGenerator {
    /// How many of so many independent units count.
    mutating func count(of units: Int, rate: Double) -> Int {
        var counted = 0
        for _ in 0..<units where unit() < rate { counted += 1 }
        return counted
    }
}
