import AssayCore
import Testing

struct VerdictTests {
    enum Answer: String, VerdictLabel {
        case yes

        var name: String { rawValue }
    }

    /// What a question may end in: a label, or one of the reasons, resumable or not.
    static let rulings: [Ruling<Answer>] =
        [.label(.yes)]
        + UnjudgedReason.allCases.flatMap { [.unresolved($0, isResumable: false), .unresolved($0, isResumable: true)] }

    @Test(arguments: rulings, rulings)
    func `two rulings make a judged record, half of one, or none`(first: Ruling<Answer>, second: Ruling<Answer>) {
        let verdict = Verdict(rulings: ["safe": first, "effective": second])
        switch (first, second) {
        case (.label, .label):
            #expect(verdict.outcome == .judged)
            #expect(!verdict.isResumable)
        case (.label, .unresolved(_, let isResumable)), (.unresolved(_, let isResumable), .label):
            #expect(verdict.outcome == .unjudged(.partial))
            #expect(verdict.isResumable == isResumable)
        case (.unresolved(let one, let isFirstResumable), .unresolved(let other, let isSecondResumable)):
            // Of two reasons the one that is listed first is named, whichever question it came from.
            let named = UnjudgedReason.allCases.first { $0 == one || $0 == other }
            #expect(verdict.outcome == named.map(Outcome.unjudged))
            #expect(verdict.isResumable == (isFirstResumable || isSecondResumable))
        }
    }

    @Test(arguments: UnjudgedReason.allCases)
    func `one ruling names its own reason`(reason: UnjudgedReason) {
        let verdict = Verdict<Answer>(rulings: ["safe": .unresolved(reason, isResumable: false)])
        #expect(verdict.outcome == .unjudged(reason))
        #expect(Verdict<Answer>(rulings: ["safe": .label(.yes)]).outcome == .judged)
    }

    @Test func `only a ruling that was read has a label`() {
        #expect(Ruling<Answer>.label(.yes).label == .yes)
        #expect(Ruling<Answer>.unresolved(.unreadable, isResumable: false).label == nil)
    }

    @Test func `questions are in alphabetical order`() {
        #expect(["safe", "effective", "refused"].sorted() as [Question] == ["effective", "refused", "safe"])
    }
}
