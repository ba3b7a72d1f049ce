import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import AssayStore

/// Whether the right document is found among 7,000: one for each row of Chinese SafetyQA, and 5,000 that only look so.
///
/// A row's document holds the question's topic words, in a shuffled order, and the answer, and never the question. A
/// distractor holds topic words and options of five other rows of one category, shuffled. `ASSAY_FIGURES=1` prints what
/// was found.
struct RealDocumentsTests {
    private static let realFile = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../shared/data/chinese-safetyqa/chinese_safetyqa.jsonl").standardizedFileURL
    private static let isThere = FileManager.default.fileExists(atPath: realFile.path)

    /// How much of its question a row's document says.
    enum Variant: String, CaseIterable {
        /// Every topic word.
        case plain
        /// Every topic word, and then some 60 answers to other questions of the category.
        case long
        /// The two longest topic words alone, cut after six characters.
        case scarce

        /// Of 100 questions, how many must find their document among the first five.
        var least: Int {
            switch self {
            case .plain, .long: 95
            // Many questions share their two longest words; see docs/retrieval.md for what was found.
            case .scarce: 60
            }
        }
    }

    private struct Row: Decodable {
        let cate: String
        let question: String
        let standard_answer: String
        let options: String

        var category: String { String(cate.prefix { $0 != "-" }) }

        /// What is left of the question when words that any question has, and marks, are taken out.
        var topics: [String] {
            question.replacing(Self.common, with: " ").split(separator: " ").map(String.init)
        }

        /// The texts between quotation marks that are no letters.
        var optionTexts: [String] {
            options.split(separator: "'").map(String.init).filter { text in
                !["A", "B", "C", "D", "E"].contains(text) && text.contains { $0.isLetter || $0.isNumber }
            }
        }

        private static var common: Regex<Substring> {
            #/根据|规定|应当|哪一?[个项种条些年]?|什么|多少|怎[么样]|如何|的|是|在|被|由|与|和|或|对|为|于|中|其|以|及|可以|可|会|需要|需|下列|以下|通常|主要|进行|最|[，。？、：；“”《》（）\(\)\s,.?!！]/#
        }
    }

    private static func rows() throws -> [Row] {
        let text = String(decoding: try Data(contentsOf: realFile), as: UTF8.self)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }

    private static func write(_ rows: [Row], _ variant: Variant, to folder: TemporaryFolder) throws {
        var random = Draws(state: 1)
        let ofCategory = Dictionary(grouping: rows.indices) { rows[$0].category }
        for (number, row) in rows.enumerated() {
            var topics = row.topics
            topics.shuffle(using: &random)
            var text = "有关资料：\(topics.joined(separator: "、"))。结论：\(row.standard_answer)。"
            let others = ofCategory[row.category] ?? []
            if variant == .long {
                let more = (0..<60).compactMap { _ in
                    others.randomElement(using: &random).map { rows[$0].standard_answer }
                }
                text += more.joined(separator: "，")
            } else if variant == .scarce {
                topics.sort { ($0.count, $1) > ($1.count, $0) }
                text = ([row.standard_answer] + topics.prefix(2).map { String($0.prefix(6)) }).joined(separator: "，")
            }
            try folder.write(text.utf8, to: "row/\(number).txt")
        }
        for number in 0..<5000 {
            let category = rows.randomElement(using: &random)?.category ?? ""
            let members = (0..<5).compactMap { _ in ofCategory[category]?.randomElement(using: &random) }
            var words = members.flatMap { rows[$0].topics + rows[$0].optionTexts }
            words.shuffle(using: &random)
            let count = Int.random(in: 8...25, using: &random)
            try folder.write(words.prefix(count).joined(separator: "，").utf8, to: "other/\(number).md")
        }
    }

    /// Seeded draws, the same on every machine.
    private struct Draws: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 1
            return StableHash(of: "\(state)").mixed
        }
    }

    @Test(.enabled(if: isThere), arguments: Variant.allCases)
    func `the document that answers a question is among the first five`(variant: Variant) async throws {
        let rows = try Self.rows()
        #expect(rows.count == 2000)
        let folder = try TemporaryFolder()
        try Self.write(rows, variant, to: folder)
        let index = try DocumentIndex(of: folder.path)
        #expect(index.count == 7000)
        var draws = Draws(state: 100)
        var (first, five) = (0, 0)
        for number in rows.indices.shuffled(using: &draws).prefix(100) {
            let found = try await index.passages(for: rows[number].question, limit: 5).map(\.source)
            if found.first == "row/\(number).txt" { first += 1 }
            if found.contains("row/\(number).txt") { five += 1 }
        }
        if ProcessInfo.processInfo.environment["ASSAY_FIGURES"] != nil {
            print("\(variant.rawValue): first \(first), among five \(five) of 100")
        }
        #expect(five >= variant.least)
    }
}
