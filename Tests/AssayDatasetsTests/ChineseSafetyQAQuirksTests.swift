import AssayCore
import AssayDatasets
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ChineseSafetyQAQuirksTests {
    private static func row(
        _ question: String, _ options: String, answer: String = "挂锁", key: String = "A", category: String = "挂锁类"
    ) -> String {
        """
        {"cate": "谣言错误风险-锁具类-\(category)", "question": "\(question)", "standard_answer": "\(answer)", \
        "standard_source_url": "", "options": "\(options)", "correct_answer": "\(key)"}

        """
    }

    @Test func `each rule is listed with the rows that it was applied to, and none that says nothing`() throws {
        let folder = try TemporaryFolder()
        let four = "{'A': '挂锁', 'B': '弹子锁', 'C': '密码锁', 'D': '插销'}"
        let lines =
            Self.row("一", four) + Self.row("二 ", four) + Self.row("三", "{'A': '挂锁', 'B': '弹子锁'}")
            + Self.row("四", four.replacing("'", with: #"\""#)) + Self.row("五", four, key: "B", category: "锁类")
            + Self.row("六", four.replacing("'B': '", with: "'B': "), key: "B") + Self.row("七", "{}")
        try folder.write(Array(lines.utf8), to: "chinese_safetyqa.jsonl")
        let choice = try ChineseSafetyQADataset(at: folder.path, mode: .mcq).quirks()
        let rows = choice.map { "\($0.rule.prefix(24)): \($0.entries.joined(separator: ", "))" }
        #expect(
            rows == [
                "white space at an end of: row 2 (q2)", "there are 2 options inst: row 3 (q3)",
                "'options' is JSON where : row 4 (q4), row 7 (q7)", "the option under 'correc: row 5 (q5)",
                "a value in 'options' lac: row 6 (q6)", "likewise in a row whose : row 6 (q6)",
                "there are 0 options inst: row 7 (q7)", "'cate' has 1, 1 and 2 di: ",
            ])
        let words = try ChineseSafetyQADataset(at: folder.path, mode: .qa).quirks().map { String($0.rule.prefix(24)) }
        #expect(
            words == [
                "white space at an end of", "the option under 'correc", "likewise in a row whose ",
                "'cate' has 1, 1 and 2 di",
            ])
    }
}

/// The released file itself, where it is at hand (PROTOCOLS 4.1).
struct ReleasedChineseSafetyQATests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/chinese-safetyqa").standardizedFileURL.path

    private func samples(
        _ file: String, as mode: ChineseSafetyQAMode
    ) async throws -> [Sample] {
        let dataset = try ChineseSafetyQADataset(at: FilePath(Self.folder).appending(file), mode: mode)
        var samples: [Sample] = []
        for try await entry in dataset.entries() { samples.append(try entry.get()) }
        return samples
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: folder + "/chinese_safetyqa.jsonl")))
    func `all rows load from either file, with the known counts`() async throws {
        for mode in ChineseSafetyQAMode.allCases {
            let lines = try await samples("chinese_safetyqa.jsonl", as: mode)
            #expect(lines.count == 2000)
            #expect(lines.map(\.id) == (1...2000).map { "q\($0)" })
            #expect(try await samples("chinese_safetyqa.csv", as: mode) == lines)
            let sizes = Dictionary(grouping: lines) { $0.groups[.level1] ?? "" }.mapValues(\.count)
            let named = ChineseSafetyQACategory.allCases.map { sizes[$0.rawValue] }
            #expect(named == [110, 546, 136, 32, 452, 130, 594] && sizes.count == 7)
            #expect(Set(lines.map { $0.groups[.level2] }).count == 29)
            #expect(Set(lines.map { $0.groups[.category] }).count == 104)
            guard mode == .mcq else { continue }
            func counts(_ group: Group) -> [String: Int] {
                Dictionary(grouping: lines) { $0.groups[group] ?? "" }.mapValues(\.count)
            }
            #expect(counts(.key) == ["A": 1192, "B": 483, "C": 286, "D": 38, "E": 1])
            // 1,994 and the row that is mended.
            #expect(counts(.options) == ["2": 3, "3": 1, "4": 1995, "5": 1])
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: folder + "/chinese_safetyqa.jsonl")))
    func `its oddities are known by row`() throws {
        for file in ChineseSafetyQADataset.fileNames {
            let quirks = try ChineseSafetyQADataset(at: FilePath(Self.folder).appending(file), mode: .mcq).quirks()
            let rows = quirks.map { "\($0.rule.prefix(20)): \($0.entries.count)" }
            #expect(
                rows == [
                    "the option under 'co: 27", "'options' is JSON wh: 1", "white space at an en: 1",
                    "there are 2 options : 3", "there are 3 options : 1", "a value in 'options': 1",
                    "likewise in a row wh: 1", "there are 5 options : 1", "'cate' has 7, 29 and: 0",
                ])
            #expect(quirks[5].entries == ["row 1339 (q1339)"])
        }
    }
}
