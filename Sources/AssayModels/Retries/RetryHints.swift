import Foundation

/// What an endpoint's headers say about asking again.
struct RetryHints: Sendable, Hashable {
    /// The wait that it asks for.
    var wait: Duration?
    /// When its limits are full again: the wait is at least this long where the rate is limited.
    var reset: Duration?
    /// Whether it says that asking again makes sense.
    var shouldRetry: Bool?

    /// No hints.
    init() {}

    /// Reads the headers of a reply.
    ///
    /// `retry-after-ms` goes before `retry-after`, which is in seconds or a date.
    ///
    /// - Parameters:
    ///   - headers: by lower-case name.
    ///   - now: what a date is compared with.
    init(headers: [String: String], now: Date) {
        if let milliseconds = headers["retry-after-ms"].flatMap(Double.init) {
            wait = Self.duration(seconds: milliseconds / 1000)
        } else if let value = headers["retry-after"] {
            wait = Double(value).flatMap(Self.duration(seconds:)) ?? Self.wait(until: value, now: now)
        }
        switch headers["x-should-retry"] {
        case "true": shouldRetry = true
        case "false": shouldRetry = false
        default: break
        }
        reset = headers.filter { Self.namesReset($0.key) }
            .compactMap { Self.span($0.value) ?? Self.wait(until: $0.value, now: now) }.max()
    }

    private static func namesReset(_ name: String) -> Bool {
        name.hasPrefix("x-ratelimit-reset-") || (name.hasPrefix("anthropic-ratelimit-") && name.hasSuffix("-reset"))
    }

    /// Reads `1m30s`, `500ms`, `2h`, `1.5s`; nil for anything else.
    static func span(_ text: String) -> Duration? {
        var seconds = 0.0
        var rest = text[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let value = Double(digits), let factor = units[String(unit)] else { return nil }
            seconds += value * factor
        }
        return duration(seconds: seconds)
    }

    private static let units = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400]

    /// A span that is no number, negative or longer than a year counts as not given.
    private static func duration(seconds: Double) -> Duration? {
        seconds >= 0 && seconds < 31_536_000 ? .seconds(seconds) : nil
    }

    private static func wait(until text: String, now: Date) -> Duration? {
        guard let date = date(text) else { return nil }
        return duration(seconds: max(0, date.timeIntervalSince(now)))
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` and `2026-11-21T01:02:03Z`.
    static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text) ?? ISO8601DateFormatter().date(from: text)
    }
}
