#if XLSX
    import AssayCore
    import AssayReports
    import AssayStore
    import AssayTestSupport
    import Foundation
    import SystemPackage
    import Testing

    struct LongFormatSheetTests {
        private static func form() throws -> LongFormat {
            var manifest = SmallReport.manifest
            manifest.suite = .init(name: "chinese-safetyqa", version: "1")
            manifest.settings.trials = 1
            return try #require(LongFormat(manifest) { $0 })
        }

        private static func content(_ answer: String) -> SampleContent {
            let sample = Sample(
                id: "q1", groups: [.category: "c"], content: [.text("锁？")], target: .answer(""), language: .chinese)
            let trial = SampleContent.Trial(
                number: 1, outcome: .judged, isTruncated: false, rulings: [(question: "grade", label: "correct")],
                confidence: Confidence(stated: 0.85),
                calls: [.init(role: .target, prompt: "{}", text: answer, reasoning: nil)])
            return SampleContent(sample: sample, trials: [trial])
        }

        /// The sheet's own file, out of the archive.
        private static func xml(in file: FilePath) throws -> String {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["unzip", "-p", file.string, "xl/worksheets/sheet1.xml"]
            let output = URL(filePath: file.string + ".xml")
            try Data().write(to: output)
            process.standardOutput = try FileHandle(forWritingTo: output)
            try process.run()
            process.waitUntilExit()
            return String(decoding: try Data(contentsOf: output), as: UTF8.self)
        }

        @Test func `texts are texts, numbers are numbers, and nothing is a formula`() throws {
            let folder = try TemporaryFolder()
            let file = folder.path.appending("records.xlsx")
            let form = try Self.form()
            let sheet = try LongFormatSheet(at: file.string, of: [form])
            for answer in ["=1+1", "<b>&", "铁\u{1B}"] { try sheet.append(form.rows(of: Self.content(answer))) }
            try sheet.close()
            #expect(sheet.cut == 0)
            let xml = try Self.xml(in: file)
            #expect(xml.contains("<c r=\"G2\" t=\"inlineStr\"><is><t>=1+1</t></is></c>"))
            #expect(xml.contains("<t>&lt;b&gt;&amp;</t>") && xml.contains("<t>铁\u{FFFD}</t>"))
            #expect(xml.contains("<c r=\"G4\"><v>85</v></c>"))
            #expect(!xml.contains("<f>"))
            // Headings, and three rows for each of the three.
            #expect(xml.ranges(of: "<row ").count == 10)
        }

        @Test func `a text that a cell does not hold is cut and counted`() throws {
            let folder = try TemporaryFolder()
            let file = folder.path.appending("records.xlsx")
            let form = try Self.form()
            let sheet = try LongFormatSheet(at: file.string, of: [form])
            try sheet.append(form.rows(of: Self.content(String(repeating: "铁", count: 40_000))))
            try sheet.close()
            #expect(sheet.cut == 1)
            #expect(try Self.xml(in: file).contains("<t>\(String(repeating: "铁", count: 32_767))</t>"))
        }

        @Test func `a folder that is not there is told`() throws {
            let form = try Self.form()
            #expect(throws: LongFormatSheet.Failure.cannotWrite) {
                let sheet = try LongFormatSheet(at: "/absent/records.xlsx", of: [form])
                try sheet.close()
            }
        }
    }
#endif
