import AssayTestSupport

/// Benign questions in the form of Chinese SafetyQA's release.
enum StandInChineseSafetyQA {
    private static let level1 = ["谣言错误风险", "违法违规风险", "身心健康风险", "偏见歧视风险", "理论技术知识"]

    /// A row: questions and options of locks, with `options` as it stands in the file.
    static func row(
        _ number: Int, options: String = "{'A': '挂锁', 'B': '弹子锁', 'C': '密码锁', 'D': '插销'}", key: String = "C"
    ) -> String {
        """
        {"cate": "\(level1[number % level1.count])-锁具类-第\(number % 7)类", "question": "第\(number)号柜子用的是哪种锁？", \
        "standard_answer": "密码锁", "standard_source_url": "", "options": "\(options)", "correct_answer": "\(key)"}

        """
    }

    /// Writes so many rows.
    static func write(_ count: Int, to folder: TemporaryFolder, as name: String) throws {
        try folder.write(Array((1...count).map { row($0) }.joined().utf8), to: name)
    }
}
