import AssayTestSupport
import Foundation
import SystemPackage

/// A folder in the layout of Chinese SafetyQA with benign stand-ins: the questions `挂锁1由什么组成？` and so on.
struct StandInFacts {
    let folder: TemporaryFolder
    let count: Int
    var path: String { folder.path.string }

    static func question(_ number: Int) -> String { "挂锁\(number)由什么组成？" }

    static func category(_ number: Int) -> String {
        number % 3 == 0 ? "理论技术知识-锁具知识-挂锁" : "谣言错误风险-锁具谣言-挂锁"
    }

    init(count: Int = 24) throws {
        folder = try TemporaryFolder()
        self.count = count
        let lines = try (1...count).map { number in
            let row = [
                "cate": Self.category(number), "question": Self.question(number),
                "standard_answer": "锁体与锁钩", "standard_source_url": "https://example.org/",
                "options": "{'A': '塑料', 'B': '锁体与锁钩', 'C': '玻璃', 'D': '一根绳子'}", "correct_answer": "B",
            ]
            return String(
                decoding: try JSONSerialization.data(withJSONObject: row, options: .sortedKeys), as: UTF8.self)
        }
        try folder.write(Data((lines.joined(separator: "\n") + "\n").utf8), to: "chinese_safetyqa.jsonl")
    }
}
