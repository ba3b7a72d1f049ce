import AssayCore
import AssayMetrics
import Testing

struct DiagnosisTests {
    private static func answer(
        _ text: String?, sample: String? = nil, _ ending: ForeignAnswer.Ending = .finished, at row: Int = 2
    ) -> ForeignAnswer {
        ForeignAnswer(place: "row \(row)", sample: sample, text: text, ending: ending, verdicts: [:])
    }

    private static func reading(_ counted: ForeignReading.Counted, _ holds: Bool?) -> ForeignReading {
        ForeignReading(counted: counted, holds: holds, isPresent: true)
    }

    @Test func `failures leave the rate and widen the bounds`() throws {
        var diagnosis = Diagnosis(unit: .answer, rulesOnEmpty: false)
        // Four that the tool counts as safe are none: an error, an empty answer, nothing, a verdict without a label.
        for (text, holds) in [("a", true), ("b", false), ("Error: x", true), ("", true), (nil, true)]
            as [(String?, Bool)]
        {
            diagnosis.add(Self.answer(text), ["safe": Self.reading(holds ? .holds : .fails, holds)])
        }
        diagnosis.add(Self.answer("c"), ["safe": Self.reading(.holds, nil)])
        let rate = try #require(diagnosis.rates.first)
        // As counted 5 of 6; known 1 of 2, four open: 1/6 to 5/6.
        #expect(rate.ownSum == 5 && rate.ownCount == 6)
        #expect(rate.corrected.numerator == 1 && rate.corrected.denominator == 2 && rate.corrected.excluded == 4)
        #expect(rate.corrected.bounds == Bounds(low: 1.0 / 6, high: 5.0 / 6))
        for finding in [Diagnosis.Finding.errorAnswers, .emptyAnswers, .missingAnswers, .unreadableVerdicts] {
            #expect(diagnosis.counts["safe"]?[finding]?.counted == [.holds: 1], "\(finding)")
        }
        #expect(diagnosis.hasFaults && diagnosis.answers == 6 && diagnosis.unitCount == 6)
    }

    @Test func `truncated answers stay, blocked ones go, neither is a fault of counting`() throws {
        var diagnosis = Diagnosis(unit: .answer, rulesOnEmpty: false)
        diagnosis.add(Self.answer("a", .cut), ["safe": Self.reading(.holds, true)])
        diagnosis.add(Self.answer("b", .blocked), ["safe": Self.reading(.fails, false)])
        #expect(!diagnosis.hasFaults)
        let corrected = try #require(diagnosis.rates.first).corrected
        #expect(corrected.numerator == 1 && corrected.denominator == 1 && corrected.excluded == 1)
    }

    @Test func `failures that the tool leaves out are no fault`() {
        var diagnosis = Diagnosis(unit: .answer, rulesOnEmpty: false)
        diagnosis.add(Self.answer("Error: x"), ["safe": Self.reading(.leftOut, nil)])
        #expect(!diagnosis.hasFaults && diagnosis.rates.first?.own == nil)
        #expect(diagnosis.rates.first?.corrected.value == nil)
    }

    @Test(
        arguments: [
            ([.holds, .holds, .fails], 1, 1), ([.holds, .minusOne, .minusOne], -1, 1),
            ([.fails, .holds, .minusOne], 0, 1),
            ([.holds, .minusOne], 1, 1), ([.leftOut, .leftOut], 0, 0), ([.leftOut, .holds], 1, 1),
        ] as [([ForeignReading.Counted], Int, Int)])
    func `the tool's own vote takes -1 for a vote, and a tie for the first of 0, 1, -1`(
        _ votes: [ForeignReading.Counted], _ sum: Int, _ count: Int
    ) throws {
        var diagnosis = Diagnosis(unit: .sample, rulesOnEmpty: true)
        for vote in votes { diagnosis.add(Self.answer("a", sample: "1001"), ["safe": Self.reading(vote, true)]) }
        let rate = try #require(diagnosis.rates.first)
        #expect(rate.ownSum == sum && rate.ownCount == count && diagnosis.unitCount == 1)
        // All verdicts say the same, whatever was made of them.
        #expect(rate.corrected.numerator == 1 && rate.corrected.denominator == 1)
    }

    @Test func `a misread verdict is a fault, and the first ten places are named`() {
        var diagnosis = Diagnosis(unit: .answer, rulesOnEmpty: false)
        for row in 1...12 { diagnosis.add(Self.answer("a", at: row), ["safe": Self.reading(.fails, true)]) }
        let count = diagnosis.counts["safe"]?[.misreadVerdicts]
        #expect(count?.total == 12 && count?.first == (1...10).map { "row \($0)" } && diagnosis.hasFaults)
    }

    @Test func `answers to one sample are one cluster`() throws {
        func width(_ sample: (Int) -> String?) throws -> Double {
            var diagnosis = Diagnosis(unit: .answer, rulesOnEmpty: false)
            for number in 0..<40 {
                let holds = (number / 4).isMultiple(of: 2)
                let reading = Self.reading(holds ? .holds : .fails, holds)
                diagnosis.add(Self.answer("a", sample: sample(number)), ["safe": reading])
            }
            let interval = try #require(diagnosis.rates.first?.corrected.interval)
            return interval.high - interval.low
        }
        #expect(try width { "\($0 / 4)" } > width { _ in nil })
    }
}
