import Foundation
import Testing

@testable import AssaySimulator

struct LatencyTests {
    @Test(
        arguments: [
            ("200ms", .constant(.milliseconds(200))), ("1.5s", .constant(.milliseconds(1500))),
            ("2m", .constant(.seconds(120))), ("uniform:50ms-300ms", .uniform(.milliseconds(50), .milliseconds(300))),
            ("lognormal:200ms:0.5", .logNormal(median: .milliseconds(200), sigma: 0.5)), ("200", nil), ("-1s", nil),
            ("uniform:300ms-50ms", nil), ("uniform:50ms", nil), ("lognormal:200ms", nil), ("lognormal:200ms:-1", nil),
            ("gamma:1:2", nil), ("nans", nil),
        ] as [(String, Latency?)])
    func `a distribution is read as it is written`(text: String, latency: Latency?) {
        #expect(Latency(text) == latency)
    }

    @Test func `draws become times`() {
        #expect(Latency.constant(.seconds(1)).time(0.9, 0.1) == .seconds(1))
        #expect(Latency.uniform(.seconds(1), .seconds(3)).time(0.25, 0.9) == .milliseconds(1500))
        let logNormal = Latency.logNormal(median: .seconds(1), sigma: 1)
        // The square root of 2 ln e^0.5 is 1; the cosine of a whole turn is 1, of half a turn -1, of a quarter 0.
        let one = exp(-0.5)
        #expect(abs(logNormal.time(one, 0) / .seconds(1) - M_E) < 1e-9)
        #expect(abs(logNormal.time(one, 0.5) / .seconds(1) - 1 / M_E) < 1e-9)
        #expect(abs(logNormal.time(one, 0.25) / .seconds(1) - 1) < 1e-9)
        #expect(logNormal.time(0, 0) < .seconds(10_000))
    }
}
