import Testing

@testable import AssayMetrics

extension CalibrationUnits.Unit {
    /// An answer by confidence and whether it is right.
    init(_ confidence: Double, _ isRight: Bool, weight: Double = 1, cluster: Int32 = 0) {
        self.init(confidence: confidence, weight: weight, cluster: cluster, isRight: isRight, isSearched: false)
    }
}

struct ReliabilityBinsTests {
    /// Six answers, worked by hand: 0.9 right, 0.8 wrong and right, 0.3 wrong and right, 0.1 wrong.
    static let six: [CalibrationUnits.Unit] = [
        .init(0.9, true), .init(0.8, false), .init(0.8, true), .init(0.3, false), .init(0.3, true), .init(0.1, false),
    ]

    private func place(_ confidence: Double) -> Int? {
        ReliabilityBins.ofEqualWidth([.init(confidence, true)]).bins.firstIndex { $0.count == 1 }
    }

    @Test func `an edge belongs to the bin below it, 0 to the first`() {
        #expect(place(0) == 0 && place(1) == 9)
        for edge in 1...10 {
            let number = Double(edge) / 10
            #expect(place(number) == edge - 1, "\(number)")
            #expect(place(Double(edge * 10) / 100) == edge - 1, "as a percentage")
            #expect(place(number.nextDown) == edge - 1)
            if edge < 10 { #expect(place(number.nextUp) == edge) }
        }
        #expect(place(0.1 + 0.2) == 3, "a trace above 0.3")
        #expect(place(3 * 0.2) == 6, "a trace above 0.6")
        #expect(place(Double.leastNonzeroMagnitude) == 0)
    }

    /// (1 * 0.1 + 2 * 0.3 + 2 * 0.2 + 1 * 0.1) / 6 = 1.2 / 6, in bins of equal width and of equal mass.
    @Test func `the expected error is the weighted distance of right answers and confidence`() throws {
        for bins in [ReliabilityBins.ofEqualWidth(Self.six), .ofEqualMass(Self.six)] {
            #expect(abs(try #require(bins.expectedError) - 0.2) < 1e-15)
            #expect(bins.bins.map(\.count).reduce(0, +) == 6)
        }
        let eighties = ReliabilityBins.ofEqualWidth(Self.six).bins[7]
        #expect(eighties.count == 2 && eighties.accuracy == 0.5 && eighties.confidence == 0.8)
        #expect(abs(eighties.share - 1.0 / 3) < 1e-15)
        #expect(ReliabilityBins.ofEqualWidth(Self.six).bins[5].accuracy == nil)
    }

    /// 3/4 of the weight at 0.9, right; 1/4 at 0.5, wrong: 0.075 + 0.125.
    @Test func `weights count as answers`() throws {
        let units: [CalibrationUnits.Unit] = [.init(0.9, true, weight: 3), .init(0.5, false, weight: 1)]
        for bins in [ReliabilityBins.ofEqualWidth(units), .ofEqualMass(units)] {
            #expect(abs(try #require(bins.expectedError) - 0.2) < 1e-15)
        }
    }

    @Test func `bins of equal mass hold as many each, and equal confidences stay together`() {
        let twenty = (1...20).map { CalibrationUnits.Unit(Double($0) / 20, true) }
        let bins = ReliabilityBins.ofEqualMass(twenty.shuffled()).bins
        #expect(bins.map(\.count) == Array(repeating: 2, count: 10))
        #expect(bins[0].from == 0.05 && bins[0].to == 0.1 && bins[9].from == 0.95 && bins[9].to == 1)
        // The middle of nine equal ones is at 4.5 of 10, that of the one above at 9.5.
        let tied = Array(repeating: CalibrationUnits.Unit(0.5, true), count: 9) + [.init(0.6, false)]
        #expect(ReliabilityBins.ofEqualMass(tied).bins.map(\.count) == [9, 1])
        #expect(ReliabilityBins.ofEqualMass(tied).bins.map(\.to) == [0.5, 0.6])
    }

    @Test func `one answer, equal answers and none`() throws {
        for bins in [ReliabilityBins.ofEqualWidth([.init(0.25, true)]), .ofEqualMass([.init(0.25, true)])] {
            #expect(bins.expectedError == 0.75)
        }
        let equal = Array(repeating: CalibrationUnits.Unit(0.75, true), count: 3) + [.init(0.75, false)]
        #expect(ReliabilityBins.ofEqualWidth(equal).expectedError == 0)
        #expect(ReliabilityBins.ofEqualMass(equal).bins.count == 1)
        #expect(
            ReliabilityBins.ofEqualWidth([]).expectedError == nil && ReliabilityBins.ofEqualWidth([]).bins.count == 10)
        #expect(ReliabilityBins.ofEqualMass([]).expectedError == nil && ReliabilityBins.ofEqualMass([]).bins.isEmpty)
    }
}
