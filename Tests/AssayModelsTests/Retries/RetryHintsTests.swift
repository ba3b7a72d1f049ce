import Foundation
import Testing

@testable import AssayModels

struct RetryHintsTests {
    /// 1994-11-06 08:49:37 UTC, the example of RFC 9110, section 5.6.7.
    private let example = Date(timeIntervalSince1970: 784_111_777)

    @Test(arguments: [
        (["retry-after": "3"], Duration.seconds(3)), (["retry-after": "0.25"], .milliseconds(250)),
        (["retry-after-ms": "1500"], .milliseconds(1500)),
        (["retry-after-ms": "1500", "retry-after": "3"], .milliseconds(1500)),
        (["retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"], .seconds(7)),
        (["retry-after": "Sun, 06 Nov 1994 08:00:00 GMT"], .zero),
    ])
    func `a wait is read in milliseconds, in seconds, or from a date`(headers: [String: String], wait: Duration) {
        #expect(RetryHints(headers: headers, now: example - 7).wait == wait)
    }

    @Test(arguments: ["soon", "-1", "nan", "inf", "1e99", ""])
    func `a wait that is none counts as not given`(value: String) {
        #expect(RetryHints(headers: ["retry-after": value], now: example).wait == nil)
    }

    @Test(arguments: [("true", true), ("false", false), ("maybe", nil)] as [(String, Bool?)])
    func `the word on asking again is true, false or nothing`(value: String, expected: Bool?) {
        #expect(RetryHints(headers: ["x-should-retry": value], now: example).shouldRetry == expected)
    }

    @Test(arguments: [
        ("1m30s", Duration.seconds(90)), ("500ms", .milliseconds(500)), ("6m0s", .seconds(360)),
        ("1.5s", .milliseconds(1500)), ("2h", .seconds(7200)),
    ])
    func `a reset is read as OpenAI writes it`(text: String, span: Duration) {
        #expect(RetryHints.span(text) == span)
    }

    @Test(arguments: ["", "soon", "5", "1m30", "s", "1y"])
    func `a reset that is none counts as not given`(text: String) {
        #expect(RetryHints.span(text) == nil)
    }

    @Test func `of several resets the last to come counts, dates included`() {
        let headers = [
            "x-ratelimit-reset-requests": "2s", "x-ratelimit-reset-tokens": "500ms",
            "anthropic-ratelimit-tokens-reset": "1994-11-06T08:49:47Z", "x-ratelimit-limit-tokens": "90000",
        ]
        #expect(RetryHints(headers: headers, now: example).reset == .seconds(10))
    }
}
