import AssayCore
import GRDB
import Testing

@testable import AssayStore

struct SampleRowTests {
    @Test func `the columns are plain JSON`() {
        let row = SampleRow(RunFixture.sample("s1", text: "锁 / \"key\""))
        #expect(row.target == #"{"safety":{"warning":"keep the key"}}"#)
        #expect(row.content == #"[{"text":"锁 / \"key\""}]"#)
        #expect(row.groups == #"{"category":"locks"}"#)
        #expect(row.language == "en")
        #expect(row.pair == nil)
    }

    @Test(arguments: [
        Target.safety(warning: "keep \u{1}\t\"the\" key\\", reference: "锁/b\u{7f}\u{2028}"),
        .safety(warning: nil, reference: nil), .safety(warning: nil, reference: ""), .helpfulness, .answer("a\nb"),
        .choice(key: "B", options: ["B": "one", "A": "two", "é": "three"]),
    ])
    func `what a good answer is stands as its own coding writes it`(target: Target) throws {
        let sample = Sample(id: "s", groups: [:], content: [], target: target, language: .english)
        let row = SampleRow(sample)
        #expect(row.target == JSONText.encode(target))
        #expect(try row.sample { _ in nil } == sample)
    }

    @Test func `a medium stands in its place by digest and type`() throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]
        let medium = try #require(Media(embedding: png))
        let row = SampleRow(RunFixture.sample("s1", text: "a", media: medium))
        #expect(row.content == #"[{"text":"a"},{"digest":"\#(medium.digest.hex)","type":"image/png"}]"#)
    }

    @Test func `a sample whose medium is not there cannot be read back`() throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]
        let sample = RunFixture.sample("s1", media: Media(embedding: png))
        #expect(try SampleRow(sample).sample { _ in nil } == nil)
        #expect(try SampleRow(sample).sample { _ in sample.media.first } == sample)
    }

    @Test func `every column counts in the digest`() {
        let first = SampleRow(RunFixture.sample("s1")).digest
        #expect(SampleRow(RunFixture.sample("s1")).digest == first)
        #expect(SampleRow(RunFixture.sample("s1", pair: "p")).digest != first)
        #expect(SampleRow(RunFixture.sample("s1", text: "other")).digest != first)
    }

    @Test(arguments: [
        ("target", "{}"), ("target", "not JSON"), ("target", #"{"answer":{}}"#), ("target", #"{"wish":{}}"#),
        ("target", #"{"choice":{"key":"A","options":{"A":1}}}"#),
        ("target", #"{"helpfulness":{},"answer":{"_0":"a"}}"#),
        ("content", #"[{"type":"image/png"}]"#), ("content", "{}"), ("groups", #"{"category":1}"#), ("groups", "[]"),
        ("language", "xx"),
    ])
    func `a column that holds what no sample has is no sample`(column: String, text: String) throws {
        let plain = SampleRow(RunFixture.sample("s1"))
        func value(_ name: String, _ usual: String) -> String { name == column ? text : usual }
        let stored = try DatabaseQueue().read { database in
            try Row.fetchOne(
                database, sql: "SELECT ?, ?, ?, ?, ?, ?",
                arguments: [
                    plain.id, value("language", plain.language), value("target", plain.target),
                    value("content", plain.content), value("groups", plain.groups), plain.pair,
                ])
        }
        let row = SampleRow(try #require(stored))
        #expect(try row.sample { _ in nil } == nil)
    }
}
