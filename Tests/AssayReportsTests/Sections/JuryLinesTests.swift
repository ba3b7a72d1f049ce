import AssayCore
import Testing

@testable import AssayReports

struct JuryLinesTests {
    private static func lines(_ report: Report) -> [String: String] {
        Dictionary(uniqueKeysWithValues: JuryLines(report)?.all.map { ($0.label, $0.value) } ?? [])
    }

    @Test func `votes are told first and last, with who changed and what others would have ruled`() {
        let lines = Self.lines(SmallJury.report())
        #expect(lines["First votes"]?.hasPrefix("alpha 0.057") == true, "\(lines)")
        #expect(lines["First votes"]?.hasSuffix("50.0% of pairs agree, 4 answers") == true)
        #expect(lines["Last votes"]?.hasPrefix("not independent; alpha") == true)
        #expect(lines["Changed minds"] == "3 of 12 jurors' votes, safe to unsafe 1, unsafe to safe 2")
        #expect(lines["Dissent"] == "25.0% of verdicts are not unanimous (1/4)")
        #expect(
            lines["Otherwise"]
                == "the majority of first votes differs in 1 of 4, juror 1 in 0 of 4, juror 2 in 1 of 4, juror 3 in 3 of 4"
        )
    }

    /// 1,200 prompt tokens at 10 dollars and 120 answer tokens at 100 dollars a million: 0.012 + 0.012.
    @Test func `the deliberation has its price, and each verdict that it turned`() {
        let lines = Self.lines(SmallJury.report())
        #expect(
            lines["Deliberation"]
                == "12 calls, 1200 prompt and 120 answer tokens, $0.0240; the foreman 4 calls, 800 prompt and 200 answer "
                + "tokens, $0.0280; 1 verdict turned, 1200 prompt and 120 answer tokens, $0.0240 each")
        let unpriced = Self.lines(SmallJury.report { $0.prices = nil })
        #expect(unpriced["Deliberation"]?.contains("$") == false)
    }

    @Test func `a jury that stops early says how many votes that saved`() {
        #expect(Self.lines(SmallJury.report())["Saved"] == nil)
        let report = SmallJury.report {
            $0.jury?.isSequential = true
        } facts: {
            // The last seat was asked about two answers only, and only about these was there a second round.
            $0.jury = [
                .init(role: .juror(1), round: 0, calls: 4, votes: 4, promptTokens: 0, answerTokens: 0),
                .init(role: .juror(2), round: 0, calls: 4, votes: 4, promptTokens: 0, answerTokens: 0),
                .init(role: .juror(3), round: 0, calls: 2, votes: 2, promptTokens: 0, answerTokens: 0),
                .init(role: .juror(1), round: 1, calls: 2, votes: 2, promptTokens: 0, answerTokens: 0),
            ]
        }
        #expect(Self.lines(report)["Saved"] == "12 of 24 votes that the whole jury would have cast")
    }

    @Test func `a second reduction stands beside the first`() {
        let report = SmallJury.report {
            $0.origin = .init(kind: .reread, source: "jury.assay")
        } facts: {
            $0.reduction = .init(compared: 4, labels: 1, rated: 4, ratings: 2, distance: 3)
        }
        #expect(
            Self.lines(report)["Beside jury.assay"]
                == "1 of 4 rulings differ, and 2 of 4 ratings, on average by 0.75")
    }

    @Test func `a run without a jury has none of these`() {
        #expect(JuryLines(SmallReport.report) == nil)
    }

    @Test func `every form of report has them in a part of their own`() throws {
        let report = SmallJury.report()
        let shown = [
            TextReport(report).render(), MarkdownReport(report).render(), try HTMLReport(report).render(),
        ]
        for text in shown {
            let start = try #require(text.firstRange(of: JuryLines.title)?.upperBound)
            let part = text[start...]
            for words in ["First votes", "Changed minds", "Dissent", "Otherwise", "Deliberation"] {
                #expect(part.contains(words), "\(words)")
                #expect(!text[..<start].contains(words), "\(words)")
            }
        }
        #expect(!TextReport(SmallReport.report).render().contains(JuryLines.title))
        #expect(try !HTMLReport(SmallReport.report).render().contains(JuryLines.title))
    }
}
