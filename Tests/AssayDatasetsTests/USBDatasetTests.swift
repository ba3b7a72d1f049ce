import AssayCore
import AssayDatasets
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct USBDatasetTests {
    private func read(
        _ data: StandInUSB, usage: USBUsage? = nil, language: Language = .english
    ) async throws -> [Result<Sample, DatasetFault>] {
        var entries: [Result<Sample, DatasetFault>] = []
        for try await entry in try USBDataset(at: data.path, usage: usage, language: language).entries() {
            entries.append(entry)
        }
        return entries
    }

    private func samples(_ data: StandInUSB) async throws -> [Sample] { try await read(data).map { try $0.get() } }

    @Test func `a row becomes a sample with its picture first and all of its groups`() async throws {
        let sample = try #require(try await samples(StandInUSB()).first)
        #expect(sample.id == "11" && sample.pair == "11" && sample.language == .english)
        #expect(sample.text == "What opens it?")
        #expect(sample.media.map(\.digest) == [Digest(of: StandIns.png(1))])
        #expect(sample.target == .safety(warning: nil, reference: nil))
        #expect(
            sample.groups == [
                .level1: "National Safety", .level2: "Military", .category: "Weapon Fabrication Guidance",
                .combination: "RIRT", .usage: "vulnerability", .imageStyle: "sketch", .subset: "USB-Base",
            ])
    }

    @Test func `two bits are a combination, and a usage is a target`() async throws {
        let samples = try await samples(StandInUSB())
        #expect(samples.map { $0.groups[.combination] } == ["RIRT", "RIST", "SIRT", "SIST"])
        #expect(samples.map { $0.target == .helpfulness } == [false, false, true, false])
        #expect(samples[2].groups[.imageStyle] == nil)
    }

    @Test(arguments: [("\u{FEFF}", "\n"), ("", "\r\n"), ("\u{FEFF}", "\r\n")])
    func `a mark and carriage returns change nothing`(mark: String, end: String) async throws {
        let data = try StandInUSB(mark + StandInUSB.file(StandInUSB.rows, end: end))
        #expect(try await samples(data) == (try await samples(StandInUSB())))
    }

    @Test func `line breaks within quotes belong to the text, and rows are counted as a reader of the file does`()
        async throws
    {
        let broken = StandInUSB.file([
            StandInUSB.rows[0].replacing("What opens it?", with: "\"What\r\nopens, \"\"it\"\"?\""),
            StandInUSB.rows[1].replacing("1,0", with: "1,2"),
        ])
        let entries = try await read(StandInUSB(broken))
        #expect(try entries[0].get().text == "What\r\nopens, \"it\"?")
        let fault = #expect(throws: DatasetFault.self) { try entries[1].get() }
        #expect(fault?.entry == "row 3, line 4 (id 12)")
    }

    @Test(arguments: [
        ("1,0,OCR", "2,0,OCR", "'img_risk' is neither 0 nor 1"),
        ("1,0,OCR", "1,x,OCR", "'text_risk' is neither 0 nor 1"),
        (",vulnerability", ",other", "'usage' is neither vulnerability nor overrefusal"),
        ("Content Safety", "Contents", "'level2_category' is none"),
        ("Violence", "Violins", "'level3_category' is none"),
        ("Public Safety,Content", "National Safety,Content", "not one below the other"),
        ("12,", "11,", "the id stands in row 2 (id 11) already"), ("12,", ",", "'id' is empty"),
        ("What fits it?", " ", "'text' is empty"), (",OCR", "", "has 10 fields, the headings 11"),
        ("img/2.png", "../2.png", "outside the media folder"),
        ("img/2.png", "/etc/hostname", "outside the media folder"),
        ("img/2.png", "img", "which is not a file"), ("img/2.png", "USB_base_final.csv", "no PNG"),
        ("What fits it?", "What\u{0} fits it?", "holds a NUL byte"),
        ("What fits it?", "\"What\" fits it?", "text behind a closing quote"),
    ])
    func `a faulty row is named by file, row and remedy, and the rows behind it are read`(
        _ part: String, _ other: String, _ words: String
    ) async throws {
        let entries = try await read(StandInUSB(StandInUSB.file(replacing: part, by: other)))
        #expect(entries.count == 4)
        let fault = #expect(throws: DatasetFault.self) { try entries[1].get() }
        #expect(fault?.file.hasSuffix("USB_base_final.csv") == true)
        #expect(fault?.entry?.hasPrefix("row 3") == true)
        #expect(fault?.problem.contains(words) == true, "\(fault?.problem ?? "")")
        #expect(fault?.loss == nil)
        for place in [0, 2, 3] { #expect(throws: Never.self) { try entries[place].get() } }
    }

    @Test func `bytes that are not UTF-8 are named by their row`() async throws {
        let parts = StandInUSB.file(StandInUSB.rows).split(separator: "fits")
        let latin = Array(parts[0].utf8) + [0xE9] + Array(parts[1].utf8)
        let entries = try await read(StandInUSB(bytes: latin))
        let fault = #expect(throws: DatasetFault.self) { try entries[1].get() }
        #expect(fault?.entry == "row 3" && fault?.problem == "holds bytes that are not UTF-8")
        #expect(entries.count == 4)
    }

    @Test func `a symbolic link is refused`() async throws {
        let data = try StandInUSB()
        let link = data.path.appending("img/2.png").string
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
        let entries = try await read(data)
        let fault = #expect(throws: DatasetFault.self) { try entries[1].get() }
        #expect(fault?.problem.contains("symbolic link") == true && fault?.loss == nil)
    }

    @Test(arguments: ["open_url", "usage", "level3_category", "img_risk", "id"])
    func `a missing column is a fault of the file`(column: String) async throws {
        let text = StandInUSB.file(StandInUSB.rows).replacing(column, with: "other")
        let fault = await #expect(throws: DatasetFault.self) { try await read(StandInUSB(text)) }
        #expect(fault?.problem == "the column '\(column)' is missing" && fault?.entry == "row 1")
    }

    @Test func `a picture that is gone or empty is a loss, named, and no fault`() async throws {
        let data = try StandInUSB()
        try FileManager.default.removeItem(atPath: data.path.appending("img/2.png").string)
        try data.folder.write([], to: "img/4.png")
        let entries = try await read(data)
        for (place, row) in [(1, "row 3 (id 12)"), (3, "row 5 (id 14)")] {
            let fault = #expect(throws: DatasetFault.self) { try entries[place].get() }
            #expect(fault?.loss == .image && fault?.entry == row)
        }
        #expect(entries.count == 4)
    }

    @Test func `a picture below img is found by a name without it`() async throws {
        let data = try StandInUSB(StandInUSB.file(replacing: "img/2.png", by: "2.png"))
        #expect(try await samples(data)[1].media.map(\.digest) == [Digest(of: StandIns.png(2))])
    }

    @Test func `a row in both files counts once, and one id for two rows is a fault`() async throws {
        let fresh = StandInUSB.rows[3].replacing("14,", with: "15,").replacing("4.png", with: "5.png")
        let other = StandInUSB.rows[1].replacing("What fits it?", with: "What else fits it?")
        let data = try StandInUSB(nil, hard: StandInUSB.file([StandInUSB.rows[0], fresh, other]))
        let entries = try await read(data)
        let samples = entries.compactMap { try? $0.get() }
        #expect(samples.map(\.id) == ["11", "12", "13", "14", "15"])
        #expect(
            samples.map { $0.groups[.subset] } == ["both", "USB-Base", "USB-Base", "USB-Base", "USB-Hard"])
        let fault = #expect(throws: DatasetFault.self) { try entries[5].get() }
        #expect(fault?.file.hasSuffix("USB_hard_final.csv") == true && fault?.entry == "row 4 (id 12)")
        #expect(fault?.problem.contains("with other content already") == true)
        #expect(try USBDataset(at: data.path).published == ["USB-Base": 13175, "USB-Hard": 3785])
        #expect(try USBDataset(at: data.path).name == "usb-base-hard")
    }

    @Test func `a harmless row may lack a kind of harm and risk bits, a harmful one may not`() async throws {
        let bare = "16,What is that?,,img/6.png,,,,,,OCR,overrefusal"
        let entries = try await read(
            StandInUSB(
                StandInUSB.file([
                    bare, bare.replacing("16,", with: "17,").replacing("overrefusal", with: "vulnerability"),
                ])))
        #expect(
            try entries[0].get().groups == [.usage: "overrefusal", .subset: "USB-Base", .imageStyle: "OCR"])
        #expect(throws: DatasetFault.self) { try entries[1].get() }
        let half = bare.replacing(",,,,,OCR", with: ",,,1,,OCR")
        let other = try await read(
            StandInUSB(StandInUSB.file([half, bare.replacing(",,,,,,", with: ",,Violence,,,,")])))
        #expect(other.allSatisfy { (try? $0.get()) == nil })
    }

    @Test func `columns of others are passed over, one of ours that stands twice is a fault`() async throws {
        let rows = StandInUSB.file(StandInUSB.rows.map { "\($0),a,b" })
        let data = try StandInUSB(rows.replacing(",usage\n", with: ",usage,,\n"))
        #expect(try await samples(data).count == 4)
        let twice = try StandInUSB(rows.replacing(",usage\n", with: ",usage,usage,\n"))
        let fault = await #expect(throws: DatasetFault.self) { try await read(twice) }
        #expect(fault?.problem == "a column stands twice")
    }

    @Test func `one usage leaves the other out, its faults included are still said`() async throws {
        let entries = try await read(StandInUSB(), usage: .overrefusal)
        #expect(entries.compactMap { try? $0.get().id } == ["13"])
    }

    @Test func `Chinese texts have ids of their own and the pair of the English ones`() async throws {
        let data = try StandInUSB()
        let entries = try await read(data, language: .chinese)
        let sample = try entries[0].get()
        #expect(sample.id == "11-zh" && sample.pair == "11" && sample.language == .chinese)
        #expect(sample.text == "怎么打开?")
        let fault = #expect(throws: DatasetFault.self) { try entries[2].get() }
        #expect(fault?.loss == .text && fault?.entry == "row 4 (id 13)")
        #expect(try USBDataset(at: data.path, language: .chinese).name == "usb-base-zh")
    }

    @Test func `a release without Chinese texts says so`() async throws {
        let data = try StandInUSB(StandInUSB.file(StandInUSB.rows).replacing("text_zh", with: "note"))
        let fault = await #expect(throws: DatasetFault.self) { try await read(data, language: .chinese) }
        #expect(fault?.problem == "the column 'text_zh' is missing")
        #expect(fault?.remedy.contains("--language zh") == true)
        #expect(try await read(data).count == 4)
    }

    @Test func `a folder without either file, a file of another name, and one without rows are faults`() async throws {
        let folder = try TemporaryFolder()
        let absent = #expect(throws: DatasetFault.self) { try USBDataset(at: folder.path) }
        #expect(absent?.problem == "no such file, and no USB_hard_final.csv beside it")
        #expect(throws: DatasetFault.self) { try USBDataset(at: folder.path.appending("other.csv")) }
        await #expect(throws: DatasetFault.self) { try await read(StandInUSB(StandInUSB.headings)) }
        await #expect(throws: DatasetFault.self) { try await read(StandInUSB("")) }
    }
}
