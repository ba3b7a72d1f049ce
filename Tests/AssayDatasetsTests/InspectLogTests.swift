import AssayCore
import AssayTestSupport
import Testing

@testable import AssayDatasets

struct InspectLogTests {
    private struct Read {
        var answers: [ForeignAnswer] = []
        let source: ForeignSource

        init(_ name: String, _ columns: ColumnMap = ColumnMap()) throws {
            var all: [ForeignAnswer] = []
            source = try ForeignFile(ZIPMembersTests.fixture(name), columns: columns).read { all.append($0) }
            answers = all
        }
    }

    @Test(arguments: ["stored.eval", "deflated.eval", "zstd.eval", "inspect.json"])
    func `a log gives every sample of every epoch with its verdict`(name: String) throws {
        let read = try Read(name)
        #expect(read.source.form == .inspect && read.source.stated == ["accuracy": 0.75])
        #expect(
            read.answers.map(\.place) == [
                "sample one, epoch 1", "sample one, epoch 2", "sample two, epoch 1", "sample 锁, epoch 1",
                "sample five, epoch 1", "sample six, epoch 1",
            ])
        #expect(read.answers.map(\.state) == [.answered, .error, .empty, .truncated, .answered, .error])
        #expect(read.answers.map { $0.verdicts["safe"] } == ["C", "C", "C", "I", .some(nil), .some(nil)])
        // The fifth has a score without a value, the sixth none at all.
        #expect(read.answers.map(\.isMarkedUnreadable) == [false, false, false, false, true, false])
    }

    @Test func `the score and its values are the user's to name`() throws {
        let read = try Read("zstd.eval", ColumnMap(["verdict=safe,safe=I,unsafe=C"]))
        #expect(read.source.safe == ["i"] && read.source.unsafe == ["c"] && read.source.assumed.isEmpty)
        let absent = #expect(throws: DatasetFault.self) { try Read("zstd.eval", ColumnMap(["verdict=harm"])) }
        #expect(absent?.description.contains("its scores are 'safe'") == true)
        let answer = #expect(throws: DatasetFault.self) { try Read("zstd.eval", ColumnMap(["answer=x"])) }
        #expect(answer?.description.contains("log of inspect_ai") == true)
    }
}
