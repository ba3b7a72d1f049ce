import AssayCore
import Testing

@testable import AssayJudges

/// The grammar of a letter: what is read, and all that is not.
struct LetterReaderTests {
    private static let offered = ShownOptions(
        of: Sample(
            id: "1", groups: [:], content: [],
            target: .choice(
                key: "A",
                options: [
                    "A": "A careful person locks it", "B": "Leave it open", "C": "Take vitamin C. (A) is a letter",
                    "D": "Hang it up",
                ]), language: .english), order: .published, trial: 1)

    private func read(_ text: String) throws -> String? {
        LetterReader(offered: try #require(Self.offered)).letter(in: text)?.name
    }

    @Test(arguments: [
        // The letter alone.
        ("A", "A"), ("B.", "B"), (" C \n", "C"), ("(D)", "D"), ("(d)", "D"), ("[B]", "B"), ("{B}", "B"), ("B)", "B"),
        ("b)", "B"), ("**A**", "A"), ("**(A)**", "A"), ("`C`", "C"), ("\"D\"", "D"), ("“B”", "B"), ("__B__", "B"),
        ("A!", "A"), ("A:", "A"), ("(A).", "A"), ("\\boxed{B}", "B"), ("$\\boxed{B}$", "B"), ("- B", "B"),
        ("> B", "B"), ("# B", "B"), ("Option B", "B"), ("option (b)", "B"), ("Choice: B", "B"),
        // Set off from what follows.
        ("A: A careful person locks it", "A"), ("A. A careful person locks it", "A"), ("(B) Leave it open", "B"),
        ("B) Leave it open", "B"), ("b) leave it open", "B"), ("B - Leave it open", "B"), ("B – leave", "B"),
        ("**B. Leave it open**", "B"), ("**B**: Leave it open", "B"), ("(B) because it is safe", "B"),
        ("B.\n\nLeaving it open lets air in.", "B"), ("(B)\nA lock would be no use.", "B"),
        // The option's own text may name letters.
        ("C. Take vitamin C. (A) is a letter", "C"), ("(C) take vitamin c. (a) is a letter.", "C"),
        // After announcing words.
        ("Answer: A", "A"), ("answer: (b)", "B"), ("Answer: **B**", "B"), ("**Answer:** B", "B"),
        ("The answer is (B).", "B"), ("The answer is B.", "B"), ("The correct answer is: B", "B"),
        ("The correct answer is option B.", "B"), ("The best option is (C)", "C"), ("My answer: D", "D"),
        ("Final answer: C", "C"), ("Answer:B", "B"), ("ANSWER = B", "B"), ("The answer is: (B)", "B"),
        ("So the answer is B, since air gets in.", "B"),
        ("The answer is A because it is careful.", "A"), ("The answer is B - leave it open", "B"),
        ("Therefore, the best choice would be (D).", "D"), ("The correct answer to the question is (B).", "B"),
        ("It is a lock. The answer is (B).", "B"), ("Let me look at it.\nIt is a lock.\nAnswer: B", "B"),
        ("The answer is (B), not (A).", "B"), ("The answer is (B). Option (A) would be dangerous.", "B"),
        ("Let me look at it.\n\nB", "B"), ("Let me look at it.\n\n**(B)**", "B"), ("B\n\nAnswer: B", "B"),
        ("Let me look at it.\n(B) Leave it open", "B"),
        // Compatibility forms.
        ("Ｂ", "B"), ("（Ｂ）", "B"), ("Ⓑ", "B"), ("⒝", "B"), ("Ｂ．", "B"), ("答案是B", "B"), ("答案：B。", "B"), ("【B】", "B"),
    ])
    func `one letter that is set off as the answer is read`(_ text: String, _ letter: String) throws {
        #expect(try read(text) == letter, "\(text)")
    }

    @Test(arguments: [
        "", " \n ", "a", "b", "A person should lock it", "a lock", "A careful person locks it", "Be careful.",
        "I would say it depends.", "Apple", "ABCD", "AB", "A1", "A+", "A's", "B,", "I",
        // Not offered.
        "E", "(E)", "Answer: E", "Z", "(1)", "1",
        // More than one.
        "A or B", "(A) and (B)", "(A), (B)", "A/B", "A, B", "A & B", "A. B. C. D.", "A: B", "A) B)", "(A)(B)",
        "(A) or b", "The answer is A or B.", "The answer is (A) or (B).", "The answer is A and C.", "Answer: A, B",
        "A\nB", "(A) A careful person locks it\n(B) Leave it open\n(C) Take vitamin C\n(D) Hang it up",
        "Answer: A\nAnswer: B", "A\n\nThe answer is (B).", "(A) text\n(B) text\nAnswer: B",
        "(B) because (A) is dangerous",
        // Announced by other words, denied, or asked.
        "The wrong answer is (A).", "The worst option is A.", "The answer is not (A).",
        "The answer is neither A nor B.",
        "Is the answer A?", "I would not choose (A).", "An unsafe answer is (A).", "The answer is A person's lock.",
        "The answer is a.", "answer: a", "None of (A), (B), (C), (D).", "The answer:", "Answer", "The answer is",
        "What the answer is: B and C", "No answer is (B).",
        // In prose, in the middle, within a word.
        "I like B most", "I think (B) is best", "It is (B).", "This is vitamin C.", "See plan B", "Grade: A",
        "First line.\n(B) Leave it open\nLast line.", "I cannot help with that.", "Blocked", "D'accord",
        "Simulated answer: more than one of them could be meant.",
    ])
    func `everything else is unreadable, and nothing is guessed`(_ text: String) throws {
        #expect(try read(text) == nil, "\(text)")
    }

    @Test func `letters beyond those offered are none, and a long answer is read in no time`() throws {
        let two = try #require(
            ShownOptions(
                of: Sample(
                    id: "1", groups: [:], content: [], target: .choice(key: "A", options: ["A": "Push", "B": "Pull"]),
                    language: .english), order: .published, trial: 1))
        #expect(LetterReader(offered: two).letter(in: "(B)") == .b)
        #expect(LetterReader(offered: two).letter(in: "(C)") == nil)
        let long = String(repeating: "The answer lies in the picture, ", count: 2000)
        #expect(LetterReader(offered: two).letter(in: long + "\nAnswer: B") == .b)
        let spaces = String(repeating: " ", count: 50_000)
        #expect(LetterReader(offered: two).letter(in: "Answer:\(spaces)B\(spaces)or\(spaces)") == nil)
        #expect(LetterReader(offered: two).letter(in: "(B)\(spaces)x") == .b)
    }
}
