import Testing

@testable import AssayModels

struct TokenBucketTests {
    /// When each of so many calls may start, if all of them come at once.
    private func starts(_ count: Int, amount: Double, perMinute: Int) -> [Duration] {
        var bucket = TokenBucket(perMinute: perMinute)
        return (0..<count).map { _ in bucket.take(amount, now: .zero) }
    }

    @Test(arguments: [1, 5, 10, 60, 600])
    func `no minute sees more requests than the limit, wherever it begins`(limit: Int) {
        let starts = starts(limit * 3, amount: 1, perMinute: limit)
        for start in starts {
            let within = starts.count { $0 >= start && $0 < start + .seconds(59.999) }
            #expect(within <= limit)
        }
    }

    @Test func `the limit itself is reached`() {
        // 60 a minute: 6 at once, then (60 - 6 + 1) / 60 a second.
        let starts = starts(61, amount: 1, perMinute: 60)
        #expect(starts.prefix(6).allSatisfy { $0 == .zero })
        #expect(starts[60] > .seconds(59) && starts[60] < .seconds(61))
    }

    @Test func `a call that is larger than the bucket waits until it is full and leaves a debt`() {
        // 600 tokens a minute: the bucket holds 60 and fills at 541/60 a second.
        var bucket = TokenBucket(perMinute: 600)
        #expect(bucket.take(600, now: .zero) == .zero)
        let wait = bucket.take(1, now: .zero)
        #expect(abs(wait / .seconds(1) - 541.0 / (541.0 / 60)) < 0.01)
    }

    @Test func `what was not used is given back, up to a full bucket`() {
        var bucket = TokenBucket(perMinute: 600)
        _ = bucket.take(60, now: .zero)
        bucket.giveBack(1000, now: .zero)
        #expect(bucket.take(60, now: .zero) == .zero)
        #expect(bucket.take(1, now: .zero) > .zero)
    }

    @Test func `what the endpoint says is left lowers the level and never raises it`() {
        var bucket = TokenBucket(perMinute: 600)
        bucket.hold(atMost: 1000, now: .zero)
        #expect(bucket.take(60, now: .zero) == .zero)
        bucket.giveBack(60, now: .zero)
        bucket.hold(atMost: 10, now: .zero)
        #expect(bucket.take(11, now: .zero) > .zero)
    }
}
