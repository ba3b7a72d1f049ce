import Testing

@testable import AssayDatasets

struct SafeBenchHeaderTests {
    private func finding(
        _ rows: Int, _ first: String?, media: Int?, published: Int = 100, sentences: Bool = true, all: Bool = false
    ) -> SafeBenchHeader.Finding {
        SafeBenchHeader.finding(
            .init(
                rows: rows, first: first, media: media, published: published, othersAreSentences: sentences,
                allHaveOneMore: all))
    }

    @Test(arguments: ["question", "Query", " TEXT ", "0", "Unnamed: 0", "prompt", "Hate Speech", "Cybersecurity"])
    func `words that stand above queries are headings`(word: String) {
        #expect(SafeBenchHeader.isHeading(word))
        #expect(finding(4, word, media: 3) == .heading(.word))
        #expect(finding(4, word, media: nil) == .heading(.word))
    }

    @Test func `a query is no heading`() {
        #expect(!SafeBenchHeader.isHeading("Which question fits this lock?"))
        #expect(finding(3, "Which key fits?", media: 3) == .none)
        #expect(finding(100, "Which key fits?", media: 100) == .none)
    }

    @Test func `one row more than media is a heading where something else says so too`() {
        #expect(finding(101, "Which key?", media: 100) == .heading(.media))
        #expect(finding(51, "Which key?", media: 50, published: 50) == .heading(.media))
        #expect(finding(4, "harmful_text", media: 3) == .heading(.media))
        #expect(finding(4, "Which key?", media: 3, all: true) == .heading(.media))
    }

    @Test func `one row more than media is a medium too few where nothing else says so`() {
        #expect(finding(4, "Which key?", media: 3) == .contradiction(firstIsHeading: false))
        #expect(finding(100, "Which key?", media: 99) == .contradiction(firstIsHeading: false))
        #expect(finding(4, "key?", media: 3, sentences: false) == .contradiction(firstIsHeading: false))
    }

    @Test func `a heading with as many media as rows is a query too few`() {
        #expect(finding(100, "question", media: 100) == .contradiction(firstIsHeading: true))
        #expect(finding(101, "question", media: 99) == .contradiction(firstIsHeading: true))
        #expect(finding(100, "Which key?", media: 97) == .contradiction(firstIsHeading: false))
    }

    @Test func `without media the published number of queries tells, then the word, then nothing`() {
        #expect(finding(101, "Which key?", media: nil) == .heading(.published))
        #expect(finding(51, "Which key?", media: nil, published: 50) == .heading(.published))
        #expect(finding(100, "Which key?", media: nil) == .none)
        #expect(finding(7, "Which key?", media: nil) == .assumedNone)
        #expect(finding(7, nil, media: nil) == .assumedNone)
    }
}
