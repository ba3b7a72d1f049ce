import AssayCore
import AssayTestSupport
import Testing

@testable import AssayStore

struct DocumentIndexTests {
    private static let documents = [
        "cities.txt": "Berne lies on the Aare. 北京是中华人民共和国的首都。",
        "locks.md": "# 挂锁\n挂锁用钥匙打开，弹子锁也一样。\n\nA padlock opens with its key AND a turn.",
        "numbers.txt": "第1338行有错误。第2000行没有错误。",
        "知识/安全.txt": "网络安全法于2017年6月1日起施行。",
    ]

    private func index(_ documents: [String: String] = Self.documents) throws -> DocumentIndex {
        let folder = try TemporaryFolder()
        for (name, text) in documents { try folder.write(text.utf8, to: name) }
        return try DocumentIndex(of: folder.path)
    }

    private func sources(_ query: String, limit: Int = 5, in index: DocumentIndex) async throws -> [String] {
        try await index.passages(for: query, limit: limit).map(\.source)
    }

    @Test(arguments: [
        ("挂锁怎么打开？", "locks.md"), ("中国的首都是哪里", "cities.txt"), ("ＰＡＤＬＯＣＫ", "locks.md"), ("1338", "numbers.txt"),
        ("網络安全法什么时候施行", "知识/安全.txt"), ("钥", "locks.md"), ("Aare?", "cities.txt"),
    ])
    func `a query finds the document that shares most with it`(query: String, source: String) async throws {
        #expect(try await sources(query, in: index()).first == source)
    }

    @Test(arguments: ["", "？！", "\"", "***", " \n", "zebra", "斑马"]) func `what is nowhere finds nothing`(query: String)
        async throws
    {
        #expect(try await sources(query, in: index()).isEmpty)
    }

    @Test(arguments: [
        "padlock\" OR \"x", "padlock*", "NEAR(padlock key)", "padlock AND NOT padlock", "words:padlock", "^padlock",
        "-padlock",
        "{title}: padlock", "padlock;DROP TABLE terms", "'padlock'",
    ])
    func `signs of the query language are only text`(query: String) async throws {
        #expect(try await sources(query, in: index()).first == "locks.md")
    }

    @Test func `a passage is whole, with its path below the folder`() async throws {
        let passages = try await index().passages(for: "施行", limit: 1)
        #expect(passages == [Passage(source: "知识/安全.txt", text: "网络安全法于2017年6月1日起施行。")])
    }

    @Test func `equal documents come in the order of their paths, and no more than are asked for`() async throws {
        let same = Dictionary(uniqueKeysWithValues: (0..<9).map { ("\($0).txt", "挂锁用钥匙打开。") })
        let index = try index(same)
        #expect(try await sources("挂锁", in: index) == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"])
        #expect(try await sources("挂锁", limit: 1, in: index) == ["0.txt"])
        #expect(try await sources("挂锁", limit: 99, in: index).count == 9)
    }

    @Test func `a long document is found by what one sentence of it says, each passage once`() async throws {
        let filler = (1...200).map { "这是第\($0)句无关的话，说的是别的事情。" }.joined()
        let index = try index([
            "long.txt": filler + "钢筋混凝土的重度是二十五。" + filler, "short.txt": "钢筋很重。", "other.txt": filler,
        ])
        let passages = try await index.passages(for: "钢筋混凝土的重度", limit: 5)
        #expect(passages.first?.source == "long.txt" && passages.first?.text.contains("二十五") == true)
        #expect(Set(passages.map(\.text)).count == passages.count)
    }

    @Test func `words of a file's name and of its heading count, numbers in a name do not`() async throws {
        let index = try index([
            "消防法.txt": "第一条。公布。", "1998.txt": "公布。",
            "law.md": "# 道路交通\n" + String(repeating: "别的内容。", count: 80) + "限速三十。",
        ])
        #expect(try await sources("消防法", in: index) == ["消防法.txt"])
        #expect(try await sources("1998", in: index).isEmpty)
        #expect(try await index.passages(for: "道路交通限速", limit: 2).contains { $0.text.contains("限速三十") })
    }

    @Test func `a mark of byte order and a NUL do no harm`() async throws {
        let index = try index(["a.txt": "\u{FEFF}挂锁\0钥匙", "b.txt": "没有"])
        #expect(try await index.passages(for: "钥匙", limit: 1) == [Passage(source: "a.txt", text: "挂锁 钥匙")])
    }

    @Test func `a query of any length is searched for`() async throws {
        let query = (0x4E00..<0x5600).compactMap(Unicode.Scalar.init).map(String.init).joined() + "挂锁"
        #expect(try await sources(query, in: index()).first == "locks.md")
    }

    @Test func `the digest is that of paths and words, whatever else there is`() throws {
        let digest = try index().digest
        #expect(try index().digest == digest)
        var others = Self.documents
        others["locks.md"]? += " "
        #expect(try index(others).digest != digest)
        others = Self.documents
        others["moved.md"] = others.removeValue(forKey: "locks.md")
        #expect(try index(others).digest != digest)
        others = Self.documents
        others["picture.png"] = "x"
        #expect(try index(others).digest == digest)
    }

    @Test func `any number of searches at once come to what each comes to alone`() async throws {
        let index = try index()
        let alone = try await sources("挂锁怎么打开", in: index)
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<50 { group.addTask { try await sources("挂锁怎么打开", in: index) } }
            for try await found in group { #expect(found == alone) }
        }
    }
}
