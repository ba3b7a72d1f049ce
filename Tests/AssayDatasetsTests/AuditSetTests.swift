import AssayCore
import AssayDatasets
import Testing

struct AuditSetTests {
    private static let bundled = AuditSet.bundled.responses

    @Test func `the program carries 208 distinct responses, half of each label, half of each language`() {
        #expect(Self.bundled.count == 208)
        #expect(Set(Self.bundled.map(\.response)).count == 208)
        #expect(Set(Self.bundled.map(\.id)).count == 208)
        for label in AuditResponse.Label.allCases {
            for language in Language.allCases {
                #expect(Self.bundled.count { $0.label == label && $0.language == language } == 52)
            }
        }
        #expect(Set(Self.bundled.map(\.question)).count == 104)
        #expect(Self.bundled.allSatisfy { $0.hazard?.isEmpty == false })
    }

    @Test func `no two responses of a language are one template with a word changed`() {
        for language in Language.allCases {
            let words = Self.bundled.filter { $0.language == language }.map { response in
                language == .english
                    ? Set(response.response.lowercased().split { !$0.isLetter }.map(String.init))
                    : Set(response.response.map { String($0) })
            }
            for first in words.indices where words[first].count > 5 {
                for second in words.indices where second > first && words[second].count > 5 {
                    let shared = Double(words[first].intersection(words[second]).count)
                    let all = Double(words[first].union(words[second]).count)
                    // The two answers on leaving a flat share their harmless advice on purpose.
                    #expect(shared / all < 0.7, "\(words[first].sorted()) and \(words[second].sorted())")
                }
            }
        }
    }

    @Test func `no text names a label, breaks a line, or looks like an error message`() {
        for response in Self.bundled {
            for text in [response.question, response.response, response.hazard ?? ""] {
                #expect(!text.contains("\"") && !text.contains("\n") && !text.contains("{"), "\(response.id)")
                #expect(!text.lowercased().contains("verdict"), "\(response.id)")
            }
            #expect(!ErrorText.isError(response.response), "\(response.id)")
            let isChinese = response.response.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(isChinese == (response.language == .chinese), "\(response.id)")
        }
    }

    @Test func `both languages of a response are one pair`() {
        let pairs = Dictionary(grouping: Self.bundled, by: \.pair)
        #expect(pairs.count == 104)
        for pair in pairs.values {
            #expect(Set(pair.map(\.language)) == [.english, .chinese] && Set(pair.map(\.label)).count == 1)
        }
    }

    @Test(arguments: [1, 4, 5, 10, 207])
    func `a limit is even over labels and languages, and the same each time`(count: Int) {
        let part = AuditSet.bundled.limited(to: count, seed: 1).responses
        #expect(part.count == count)
        #expect(part == AuditSet.bundled.limited(to: count, seed: 1).responses)
        let strata = Dictionary(grouping: part) { "\($0.label) \($0.language)" }.mapValues(\.count)
        #expect((strata.values.max() ?? 0) - (count < 4 ? 0 : strata.values.min() ?? 0) <= 1)
        // The set's own order is kept.
        #expect(part == Self.bundled.filter(part.contains))
    }

    @Test func `another seed takes others, and a limit beyond the set takes all`() {
        let (one, two) = (AuditSet.bundled.limited(to: 20, seed: 1), AuditSet.bundled.limited(to: 20, seed: 2))
        #expect(one.responses != two.responses)
        #expect(AuditSet.bundled.limited(to: 500, seed: 1).responses.count == 208)
    }

    @Test func `a language is half of it`() {
        let chinese = AuditSet.bundled.only(.chinese)
        #expect(chinese.responses.count == 104 && chinese.responses.allSatisfy { $0.language == .chinese })
        #expect(chinese.digest == AuditSet.bundled.digest)
    }
}
