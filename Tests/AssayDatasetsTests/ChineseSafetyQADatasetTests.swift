import AssayCore
import AssayDatasets
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ChineseSafetyQADatasetTests {
    private static let row = """
        {"cate": "谣言错误风险-锁具类-挂锁类", "question": "哪种锁不用钥匙？", "standard_answer": "密码锁", \
        "standard_source_url": "https://example.org/1", "options": "{'A': '密码锁', 'B': '挂锁'}", "correct_answer": "A"}
        """
    private static let headings = "cate,question,standard_answer,standard_source_url,options,correct_answer"
    private static let tableRow =
        #"谣言错误风险-锁具类-挂锁类,哪种锁不用钥匙？,密码锁,https://example.org/1,"{'A': '密码锁', 'B': '挂锁'}",A"#

    private func entries(
        _ bytes: [UInt8], _ name: String = "chinese_safetyqa.jsonl", as mode: ChineseSafetyQAMode = .qa
    ) async throws -> [Result<Sample, DatasetFault>] {
        let folder = try TemporaryFolder()
        try folder.write(bytes, to: name)
        return try await Self.read(try ChineseSafetyQADataset(at: folder.path, mode: mode))
    }

    private static func read(_ dataset: any Dataset) async throws -> [Result<Sample, DatasetFault>] {
        var entries: [Result<Sample, DatasetFault>] = []
        for try await entry in dataset.entries() { entries.append(entry) }
        return entries
    }

    @Test func `a row is a question with its right answer, or with options and the right letter`() async throws {
        let asked = try #require(try await entries(Array(Self.row.utf8)).first).get()
        #expect(asked.id == "q1" && asked.language == .chinese && asked.text == "哪种锁不用钥匙？")
        #expect(asked.groups == [.level1: "谣言错误风险", .level2: "锁具类", .category: "谣言错误风险-锁具类-挂锁类"])
        #expect(asked.target == .answer("密码锁"))
        let chosen = try #require(try await entries(Array(Self.row.utf8), as: .mcq).first).get()
        #expect(chosen.target == .choice(key: "A", options: ["A": "密码锁", "B": "挂锁"]))
        #expect(chosen.groups[.key] == "A" && chosen.groups[.options] == "2" && chosen.id == "q1")
    }

    @Test func `a table with a byte order mark gives the same samples, and the rows the same numbers`() async throws {
        let second = Self.row.replacing("哪种", with: "何种")
        let lines = "\(Self.row)\n\n\(second)\n"
        let table =
            "\u{FEFF}\(Self.headings)\r\n\(Self.tableRow)\r\n" + Self.tableRow.replacing("哪种", with: "何种") + "\r\n"
        for mode in ChineseSafetyQAMode.allCases {
            let samples = try await entries(Array(lines.utf8), as: mode)
            #expect(try await entries(Array(table.utf8), "chinese_safetyqa.csv", as: mode) == samples)
            #expect(try samples.map { try $0.get().id } == ["q1", "q2"])
        }
    }

    @Test(arguments: [
        (#""question": "哪种锁不用钥匙？", "#, "", "'question' is missing"),
        (#""correct_answer": "A""#, #""correct_answer": 1"#, "'correct_answer' is not a text"),
        (#""correct_answer": "A""#, #""correct_answer": null"#, "'correct_answer' is not a text"),
        (#""哪种锁不用钥匙？""#, #"" \n""#, "'question' is empty"), (#""密码锁", "s"#, #""", "s"#, "'standard_answer' is empty"),
        ("-挂锁类", "", "'cate' has not three parts with hyphens between them"),
        ("-挂锁类", "-挂锁类-一", "'cate' has not three parts with hyphens between them"),
        ("-锁具类-", "--", "'cate' has not three parts with hyphens between them"),
        ("谣言错误风险", "谣言", "'cate' begins with none of the seven published categories"),
        ("哪种", #"哪\u0000种"#, "'question' holds a NUL"), (#""cate""#, #""cate": "x", "cate""#, "'cate' stands twice"),
        ("{\"cate\"", "[\"cate\"", "is not JSON"), (#""A"}"#, #""A""#, "is not JSON"),
    ])
    func `a faulty row is named with its number, what is wrong and a remedy, in both modes`(
        _ good: String, _ bad: String, _ problem: String
    ) async throws {
        for mode in ChineseSafetyQAMode.allCases {
            let lines = Self.row.replacing("哪种", with: "何种") + "\n" + Self.row.replacing(good, with: bad)
            let read = try await entries(Array(lines.utf8), as: mode)
            guard case .failure(let fault) = read.last, read.count == 2 else {
                Issue.record("the second row is faulty")
                continue
            }
            #expect(fault.problem.hasPrefix(problem), "\(fault.problem)")
            #expect(fault.entry == "row 2 (q2)" && fault.file.hasSuffix("/chinese_safetyqa.jsonl"))
            #expect(fault.remedy.hasSuffix("--skip-invalid") && !fault.description.contains("锁"))
        }
    }

    @Test(arguments: [
        (#""A"}"#, #""C"}"#, "'correct_answer' is none of the letters in 'options'"),
        (#""A"}"#, #""a"}"#, "'correct_answer' is none of the letters in 'options'"),
        ("'B': '挂锁'", "'B': 挂锁", "'options' is neither a Python dictionary nor JSON (character"),
        ("'B': '挂锁'", "'C': '挂锁'", "'options' has other keys than the letters A to B"),
        (", 'B': '挂锁'", "", "'options' has not two to 8 options"), ("'B': '挂锁'", "'B': ' '", "'options' has an option"),
        ("'B': '挂锁'", "'A': '挂锁'", "'options' has a key twice"),
        ("挂锁'}", String(repeating: "锁", count: 30_000) + "'}", "'options' has more than 64 KiB"),
    ])
    func `what is wrong with the options alone keeps a row out of multiple choice alone`(
        _ good: String, _ bad: String, _ problem: String
    ) async throws {
        let bytes = Array(Self.row.replacing(good, with: bad).utf8)
        #expect(try await entries(bytes).first?.get().id == "q1")
        guard case .failure(let fault) = try await entries(bytes, as: .mcq).first else {
            Issue.record("the row has no options that could be asked")
            return
        }
        #expect(fault.problem.hasPrefix(problem), "\(fault.problem)")
    }

    @Test func `a value that lacks its first quotation mark is mended, as the released row needs it`() async throws {
        let bytes = Array(Self.row.replacing("'B': '挂锁'", with: "'B': 挂锁', 'C': '锁'").utf8)
        let sample = try #require(try await entries(bytes, as: .mcq).first).get()
        #expect(sample.target == .choice(key: "A", options: ["A": "密码锁", "B": "挂锁", "C": "锁"]))
    }

    @Test func `a question that stands twice is faulty the second time`() async throws {
        let read = try await entries(Array("\(Self.row)\n\(Self.row)".utf8))
        guard case .failure(let fault) = read.last else { return #expect(Bool(false)) }
        #expect(
            fault.description.hasSuffix(
                "'question' stands in row 1 already; mend the row, or leave such rows out with --skip-invalid"))
    }

    @Test func `a table's rows are faulty one by one, and its headings as a whole`() async throws {
        let short = "\(Self.headings)\n\(Self.tableRow.dropLast(2))\n\(Self.tableRow)\n"
        let read = try await entries(Array(short.utf8), "chinese_safetyqa.csv")
        guard case .failure(let fault) = read.first, read.count == 2 else { return #expect(Bool(false)) }
        #expect(fault.entry == "row 1 (q1)" && fault.problem == "has 5 fields, the headings 6")
        #expect(try read[1].get().id == "q2")
        var latin = Array("\(Self.headings)\n".utf8) + Array(Self.tableRow.utf8)
        latin[latin.count - 20] = 0xE9
        guard case .failure(let bytes) = try await entries(latin, "chinese_safetyqa.csv").first else {
            return #expect(Bool(false))
        }
        #expect(bytes.problem == "holds bytes that are not UTF-8")
        for (headings, problem) in [
            (Self.headings.replacing("options,", with: ""), "the column 'options' is missing"),
            (Self.headings + ",cate", "the column 'cate' stands twice"),
        ] {
            await #expect {
                try await self.entries(Array("\(headings)\n\(Self.tableRow)\n".utf8), "chinese_safetyqa.csv")
            } throws: { ($0 as? DatasetFault)?.problem == problem }
        }
    }

    @Test(arguments: ["chinese_safetyqa.jsonl", "chinese_safetyqa.csv"])
    func `an empty file is faulty`(name: String) async {
        await #expect(throws: DatasetFault.self) { try await self.entries([], name) }
    }

    @Test func `bytes that are not UTF-8 are named by row in JSON Lines too`() async throws {
        var bytes = Array(Self.row.utf8)
        bytes[30] = 0xFF
        guard case .failure(let fault) = try await entries(bytes).first else { return #expect(Bool(false)) }
        #expect(fault.problem.contains("not UTF-8"))
    }

    @Test func `of both files the lines are read, and which it is is said`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: DatasetFault.self) { try ChineseSafetyQADataset(at: folder.path, mode: .qa) }
        try folder.write(Array("\(Self.headings)\n\(Self.tableRow)\n".utf8), to: "chinese_safetyqa.csv")
        #expect(try ChineseSafetyQADataset(at: folder.path, mode: .qa).notes.isEmpty)
        try folder.write(Array(Self.row.utf8), to: "chinese_safetyqa.jsonl")
        #expect(
            try ChineseSafetyQADataset(at: folder.path, mode: .qa).notes == [
                "chinese_safetyqa.jsonl is read; chinese_safetyqa.csv beside it is not"
            ])
        let table = folder.path.appending("chinese_safetyqa.csv")
        #expect(try ChineseSafetyQADataset(at: table, mode: .qa).notes.isEmpty)
    }
}
