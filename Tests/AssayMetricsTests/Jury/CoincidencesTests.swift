import Testing

@testable import AssayMetrics

struct CoincidencesTests {
    /// Units by column, one row for each observer, a point for a missing value.
    private static func sums(_ rows: [String], categories: String) -> Coincidences {
        let scale = Array(categories)
        let observers = rows.map { $0.filter { $0 != " " }.map { scale.firstIndex(of: $0) } }
        var sums = Coincidences(categories: scale.count)
        for unit in observers[0].indices {
            let values = observers.compactMap { $0[unit] }
            sums.add(scale.indices.map { place in values.count { $0 == place } })
        }
        return sums
    }

    /// The published example of four observers and twelve units, with missing values.
    ///
    /// K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: alpha is 0.743 on the nominal and 0.815 on the ordinal scale.
    static let fourObservers = sums(
        ["123321412...", "12332241 25.3", ".3332342251.", "12332441 251."], categories: "12345")

    @Test func `alpha of the published example with missing values is the published one`() throws {
        #expect(abs(try #require(Self.fourObservers.alpha(isOrdinal: false)) - 0.743) < 0.0005)
        #expect(abs(try #require(Self.fourObservers.alpha(isOrdinal: true)) - 0.815) < 0.0005)
        // Unit 12 has one value.
        #expect(Self.fourObservers.units == 11)
        #expect(zip(Self.fourObservers.totals, [9, 13, 10, 5, 3]).allSatisfy { isClose($0, $1) })
    }

    /// Examples A (two observers, binary) and B (two observers, five categories) of the same paper: 0.095 and 0.692.
    @Test func `alpha of two observers is the published one`() throws {
        let binary = Self.sums(["0100000000", "1110010100"], categories: "01")
        #expect(abs(try #require(binary.alpha(isOrdinal: false)) - 0.095) < 0.0005)
        let nominal = Self.sums(["aabbdcccedda", "babbbcccEddd".lowercased()], categories: "abcde")
        #expect(abs(try #require(nominal.alpha(isOrdinal: false)) - 0.692) < 0.0005)
    }

    /// The same four observers by Gwet's formula.
    ///
    /// p_a = 9/11, and with the mean shares of the five values over
    /// twelve units p_e = 877/4608, so AC1 = 31825/41041 = 0.7754; his irrCAC prints 0.77544 for these data.
    @Test func `Gwet's AC1 is worked by hand`() throws {
        #expect(isClose(Self.fourObservers.raw, 9.0 / 11))
        #expect(isClose(Self.fourObservers.ac1, 31825.0 / 41041))
    }

    /// Three units of two labels by two observers: aa, aa, ab.
    ///
    /// p_a = 2/3; shares 5/6 and 1/6, p_e = 5/18, so
    /// AC1 = (12/18 - 5/18) / (13/18) = 7/13. Alpha: n = 6, n_a = 5, n_b = 1, 1 - 5 · 1 / 5 = 0.
    @Test func `a small table is worked by hand`() {
        let sums = Self.sums(["aaa", "aab"], categories: "ab")
        #expect(isClose(sums.raw, 2.0 / 3))
        #expect(isClose(sums.ac1, 7.0 / 13))
        #expect(isClose(sums.alpha(isOrdinal: false), 0))
        #expect(sums.diagonal == 4)
    }

    @Test func `where one value alone occurs, or nothing pairs, there is no coefficient`() {
        let alike = Self.sums(["aaa", "aaa"], categories: "ab")
        #expect(alike.raw == 1)
        #expect(alike.alpha(isOrdinal: false) == nil && alike.ac1 == nil)
        let alone = Self.sums(["ab.", "..a"], categories: "ab")
        #expect(alone.raw == nil && alone.alpha(isOrdinal: true) == nil && alone.ac1 == nil)
        #expect(Coincidences(categories: 0).alpha(isOrdinal: false) == nil)
    }
}
