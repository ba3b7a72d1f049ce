import AssayCore
import Testing

@testable import AssayMetrics

struct PublishedChineseSafetyQATests {
    private typealias Row = PublishedChineseSafetyQA.Row

    /// Rows whose shares are no multiples of 1/2000: fewer questions were counted than there are.
    private static let fewer = ["o1-preview", "LLaMA3.1-8B", "ChatGLM3-6B", "Baichuan2-13B"]

    /// A tolerance of 0.01 in the units of the table, which has two decimals.
    private static func isSame(_ value: Double?, _ published: Double) -> Bool {
        value.map { abs($0 * 100 - published) <= 0.01 + 1e-9 } ?? false
    }

    @Test func `the table has 38 rows, four of them over fewer than 2,000 questions`() {
        let rows = PublishedChineseSafetyQA.rows
        #expect(rows.count == 38 && rows.allSatisfy { $0.byCategory.count == 7 })
        #expect(PublishedChineseSafetyQA.cells.map(\.count).reduce(0, +) == 2000)
        #expect(rows.filter { $0.counts == nil }.map(\.model) == Self.fewer)
    }

    /// What is not graded stays in the denominator: CO / (CO + IN) would miss o1-preview, 73.49 for 73.37.
    @Test(arguments: PublishedChineseSafetyQA.rows)
    func `correct given attempted and the arithmetic F are those of the table`(row: PublishedChineseSafetyQA.Row) {
        let attempted = 100 - row.notAttempted
        #expect(Self.isSame(row.correct / attempted, row.correctGivenAttempted))
        #expect(Self.isSame(FMeasure.mean.value(correct: row.correct, answers: 100, attempted: attempted), row.f))
    }

    @Test(arguments: PublishedChineseSafetyQA.rows.filter { $0.counts != nil })
    func `the published counts give the published figures through the metrics`(
        row: PublishedChineseSafetyQA.Row
    ) throws {
        let counts = try #require(row.counts)
        let ungraded = 2000 - counts.correct - counts.incorrect - counts.notAttempted
        let records = Records.graded(
            correct: counts.correct, incorrect: counts.incorrect, notAttempted: counts.notAttempted, ungraded: ungraded)
        #expect(Self.isSame(GradeShare.correct.measure(records).value, row.correct))
        #expect(Self.isSame(GradeShare.incorrect.measure(records).value, row.incorrect))
        #expect(Self.isSame(GradeShare.notAttempted.measure(records).value, row.notAttempted))
        #expect(Self.isSame(GradeShare.correctGivenAttempted.measure(records).value, row.correctGivenAttempted))
        #expect(Self.isSame(FMeasure.mean.measure(records).value, row.f))
        let isShort = ["Doubao-pro-32k", "DeepSeek-67B", "Mistral-7B-Instruct-v0.3"].contains(row.model)
        #expect(GradeShare.ungraded.measure(records).numerator == (isShort ? 1 : 0))
    }

    /// Of the five rows that fall short of 100, three by one question of 2,000.
    @Test func `what five rows fall short of 100 is their ungraded share`() {
        let short = PublishedChineseSafetyQA.rows.compactMap { row in
            let ungraded = ((100 - row.correct - row.incorrect - row.notAttempted) * 100).rounded() / 100
            return ungraded > 0 ? "\(row.model) \(ungraded)" : nil
        }
        #expect(
            short == [
                "o1-preview 0.16", "Doubao-pro-32k 0.05", "DeepSeek-67B 0.05", "ChatGLM3-6B 0.15",
                "Mistral-7B-Instruct-v0.3 0.05",
            ])
    }

    @Test func `the categories' counts add up to the whole in 34 rows, and which four they do not in is known`() {
        let unequal = PublishedChineseSafetyQA.rows.filter { row in
            row.counts.map { $0.correct != row.correctByCategory.reduce(0, +) } ?? true
        }
        #expect(unequal.map(\.model) == Self.fewer)
    }

    /// PROTOCOLS 5: 70 of 110, 346 of 550, 93 of 136, 21 of 32, 310 of 452, 91 of 130, 332 of 590; 1,263 of 2,000.
    @Test func `the row of Qwen-Max comes out of its counts, category by category`() throws {
        let row = try #require(PublishedChineseSafetyQA.rows.first { $0.model == "Qwen-Max" })
        #expect(row.correctByCategory == [70, 346, 93, 21, 310, 91, 332])
        var builder = Records<GradeLabel>.Builder(trials: 1, labels: GradeLabel.allCases)
        var cluster = 0
        for (cell, correct) in zip(PublishedChineseSafetyQA.cells, row.correctByCategory) {
            for place in 0..<cell.count {
                let label: GradeLabel = place < correct ? .correct : .incorrect
                builder.append(
                    [.init(outcome: .judged, labels: [.grade: label])], cluster: cluster, groups: [.level1: cell.name])
                cluster += 1
            }
        }
        let estimates = Measurement.estimates(
            of: builder.finish(), metrics: [GradeShare.correct], slices: [[.level1]])
        #expect(estimates[0].numerator == 1263 && estimates[0].value == 0.6315)
        for (cell, published) in zip(PublishedChineseSafetyQA.cells, row.byCategory) {
            let estimate = estimates.first { $0.group == [.level1: cell.name] }
            #expect(Self.isSame(estimate?.value, published), "\(cell.name)")
        }
    }

    /// PROTOCOLS 4.2: 28.01 and 31.32 give 29.67 as their arithmetic mean, 29.57 as their harmonic.
    @Test func `only the arithmetic mean is the table's`() throws {
        let (answers, attempted) = (100.0, 100 - 10.58)
        let mean = try #require(FMeasure.mean.value(correct: 28.01, answers: answers, attempted: attempted))
        let harmonic = try #require(FMeasure.harmonic.value(correct: 28.01, answers: answers, attempted: attempted))
        #expect(Self.isSame(mean, 29.67) && Self.isSame(harmonic, 29.57))
    }
}
