import Testing

@testable import AssaySimulator

struct ShownReviewsTests {
    @Test func `the own and the other labels are read, absent ones left out`() throws {
        let reviews = try #require(
            ShownReviews(
                in: """
                    Some words before.

                    Your own assessment
                    verdict: safe
                    rating: 4
                    reasoning: (none given)

                    Review 1
                    verdict: 1 (unsafe)
                    rating: 2

                    Review 2
                    (absent: this reviewer gave no readable assessment)
                    """))
        #expect(reviews.isForJuror && reviews.own == "safe" && reviews.others == ["unsafe"])
    }

    @Test func `what stands between the lines of evidence is no review`() throws {
        let reviews = try #require(
            ShownReviews(
                in: """
                    你自己的评估
                    （你没有给出可读取的评估）

                    评审 1
                    verdict: unsafe
                    reasoning:
                    --- evidence "reasoning" begins 00ff ---
                    --- evidence "reasoning" ends 1234 ---
                    评审 2
                    verdict: safe
                    --- evidence "reasoning" ends 00ff ---

                    评审 2
                    verdict: unsafe
                    """))
        #expect(reviews.isForJuror && reviews.own == nil && reviews.others == ["unsafe", "unsafe"])
    }

    @Test func `a foreman's have none of its own, and most texts have none`() throws {
        let text = "verdict: unsafe\n\nReview 1\nverdict: unsafe\n\nReview 2\nverdict: safe"
        let reviews = try #require(ShownReviews(in: text))
        #expect(!reviews.isForJuror && reviews.others == ["unsafe", "safe"])
        #expect(ShownReviews(in: "Review the answer.\nverdict: safe") == nil)
    }
}
