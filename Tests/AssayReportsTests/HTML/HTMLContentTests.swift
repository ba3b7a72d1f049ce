import AssayCore
import AssayStore
import Testing

@testable import AssayReports

struct HTMLContentTests {
    private static let hostile =
        "</script></div></details><script>alert(1)</script>\u{0D4E}<img src=x onerror=alert(1)>\"'\u{1B}[2J\u{202E}evil\u{0}\u{200B}"

    private static func render(
        _ texts: [String?], id: String = "s1", media: [Content] = [], base64: (Media) -> String? = { _ in nil }
    ) -> String {
        let sample = Sample(
            id: id, groups: [:], content: [.text("How does it work?")] + media, target: .helpfulness,
            language: .english)
        let prompt = Prompt(system: "Be kind.", turns: [Turn(.user, sample.content)]).canonicalJSON
        let calls = texts.map { SampleContent.Call(role: .target, prompt: prompt, text: $0, reasoning: nil) }
        let trial = SampleContent.Trial(
            number: 1, outcome: .judged, isTruncated: true, rulings: [(question: "safe", label: "unsafe")],
            calls: calls + [.init(role: .judge, prompt: "{}", text: "{\"verdict\": \"unsafe\"}", reasoning: "so")])
        return HTMLContent(SampleContent(sample: sample, trials: [trial])).render(base64: base64)
    }

    @Test func `prompt, answer, reasoning and verdict stand behind one click`() {
        let page = Self.render(["Turn\n\tthe key."])
        #expect(page.hasPrefix("<details class=\"sample\">\n<summary><bdi>s1: judged</bdi></summary>"))
        for words in [
            "Be kind.", "How does it work?", "Turn\n\tthe key.", "cut off by the token limit", "safe: unsafe",
            "{&quot;verdict&quot;: &quot;unsafe&quot;}", "Reply of the judge, reasoning",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(Self.render([""]).contains("(empty)") && Self.render([nil]).contains("the call failed"))
    }

    @Test func `a search stands between the wish for it and the answer, its passages escaped`() {
        let sample = Sample(
            id: "s1", groups: [:], content: [.text("Which?")], target: .helpfulness, language: .english)
        func call(_ role: Role, _ sent: String, _ text: String?, round: Int = 0) -> SampleContent.Call {
            let prompt = Prompt(turns: [Turn(.user, [.text(sent)])]).canonicalJSON
            return .init(role: role, round: round, prompt: prompt, text: text, reasoning: nil)
        }
        func page(_ found: String?) -> String {
            let calls = [
                call(.target, "Which?", ""), call(.retriever, "brass <b>", found),
                call(.target, "Which?", "A", round: 1),
            ]
            let trial = SampleContent.Trial(
                number: 1, outcome: .judged, isTruncated: false, rulings: [], calls: calls)
            return HTMLContent(SampleContent(sample: sample, trials: [trial])).render { _ in nil }
        }
        let shown = page(Passage.json(of: [Passage(source: "<i>.txt", text: "<script>x")]))
        let titles = [
            "Reply before the search", "Searched for", "brass &lt;b&gt;", "&lt;i&gt;.txt", "&lt;script&gt;x", "Answer",
        ]
        let places = titles.map { shown.firstRange(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(page("[]").contains("Nothing was found.") && page(nil).contains("The search failed."))
    }

    @Test func `a trial that was sent something else shows it, one that was sent the same does not`() {
        let sample = Sample(
            id: "s1", groups: [:], content: [.text("Which?")], target: .helpfulness, language: .english)
        func trial(_ number: Int, _ sent: String) -> SampleContent.Trial {
            let prompt = Prompt(turns: [Turn(.user, [.text(sent)])]).canonicalJSON
            return .init(
                number: number, outcome: .judged, isTruncated: false, rulings: [],
                calls: [.init(role: .target, prompt: prompt, text: "A", reasoning: nil)])
        }
        let trials = [trial(1, "A. brass B. tin"), trial(2, "A. tin B. brass"), trial(3, "A. brass B. tin")]
        let page = HTMLContent(SampleContent(sample: sample, trials: trials)).render { _ in nil }
        #expect(page.matches(of: /A\. brass B\. tin/).count == 1)
        #expect(page.matches(of: /Trial 2:[^\n]*\n<p[^\n]*Sent as user[^\n]*\n[^\n]*A\. tin B\. brass/).count == 1)
    }

    @Test func `hostile texts stay words`() {
        let page = Self.render([Self.hostile], id: Self.hostile)
        let ascii = String(String.UnicodeScalarView(page.unicodeScalars.filter(\.isASCII)))
        for tag in ["<script", "<img", "</script"] { #expect(!ascii.contains(tag), "\(tag)") }
        #expect(page.matches(of: /<details/).count == 1 && page.matches(of: /<\/details>/).count == 1)
        #expect(page.matches(of: /<div/).count == page.matches(of: /<\/div>/).count)
        #expect(!page.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{0}", "\u{200B}"].contains($0) })
    }

    @Test func `an answer of a megabyte is written whole`() {
        let long = String(repeating: "<lock> ", count: 150_000)
        #expect(Self.render([long]).utf8.count > 150_000 * "&lt;lock&gt; ".utf8.count)
    }

    @Test func `media are embedded, and named where they are others now`() throws {
        let medium = try #require(Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]))
        let shown = Self.render([], media: [.image(medium)]) { _ in "iVBORw==" }
        #expect(shown.contains("<img src=\"data:image/png;base64,iVBORw==\""))
        let missing = Self.render([], media: [.image(medium)])
        #expect(
            !missing.contains("<img") && missing.contains("Missing: image/png, 12 bytes, SHA-256 \(medium.digest.hex)"))
    }
}
