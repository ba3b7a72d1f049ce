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
}
