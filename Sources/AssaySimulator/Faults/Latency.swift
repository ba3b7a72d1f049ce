import Foundation

/// How long a simulated server takes before it replies.
public enum Latency: Sendable, Hashable {
    /// Always the same.
    case constant(Duration)
    /// Anything between two times, each as likely.
    case uniform(Duration, Duration)
    /// Around a median, with a long tail: `sigma` is the standard deviation of the logarithm.
    case logNormal(median: Duration, sigma: Double)

    /// The time for two draws between 0 and 1, which are made where they are needed.
    func time(_ first: @autoclosure () -> Double, _ second: @autoclosure () -> Double) -> Duration {
        switch self {
        case .constant(let time): return time
        case .uniform(let least, let most): return least + (most - least) * first()
        case .logNormal(let median, let sigma):
            // Box and Muller; a draw of 0 has no logarithm.
            let normal = (-2 * log(max(first(), 0x1p-53))).squareRoot() * cos(2 * .pi * second())
            return median * exp(sigma * normal)
        }
    }

    /// Reads `200ms`, `uniform:50ms-300ms` and `lognormal:200ms:0.5`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ":").map(String.init)
        switch (parts.first, parts.count) {
        case ("uniform", 2):
            let ends = parts[1].split(separator: "-").map(String.init)
            guard ends.count == 2, let least = Self.duration(ends[0]), let most = Self.duration(ends[1]), least <= most
            else { return nil }
            self = .uniform(least, most)
        case ("lognormal", 3):
            guard let median = Self.duration(parts[1]), let sigma = Double(parts[2]), (0...4).contains(sigma) else {
                return nil
            }
            self = .logNormal(median: median, sigma: sigma)
        case (let text?, 1):
            guard let time = Self.duration(text) else { return nil }
            self = .constant(time)
        default: return nil
        }
    }

    /// Reads `200ms`, `1.5s` and `2m`, up to a day; nil for anything else.
    static func duration(_ text: String) -> Duration? {
        for (unit, seconds) in [("ms", 0.001), ("s", 1), ("m", 60)] where text.hasSuffix(unit) {
            guard let value = Double(text.dropLast(unit.count)), (0...86_400).contains(value * seconds) else {
                return nil
            }
            return .seconds(value * seconds)
        }
        return nil
    }
}
