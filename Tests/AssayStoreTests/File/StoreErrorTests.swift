import GRDB
import SystemPackage
import Testing

@testable import AssayStore

struct StoreErrorTests {
    static let all: [StoreError] = [
        .noSuchFile("f"), .notAFile("f"), .emptyFile("f"), .notARunFile("f"), .cutShort("f", found: "x"), .newer("f"),
        .inUse("f", process: 7), .inUse("f", process: nil), .destinationExists("f"), .noSuchFolder("f"),
        .folderNotWritable("f"), .missingWAL("f"), .needsRecovery("f"), .duplicateSample("f"), .busy("f"),
        .cannotRead("f", reason: "r"), .cannotWrite("f", reason: "r"), .unsaved("f", replies: 2, reason: "r"),
        .unknownName("f", kind: "label", name: "n", sample: "s"), .unreadableRow("f", table: "t", key: "k"),
    ]

    @Test(arguments: all)
    func `an error is one line that says what, where, and what to do`(_ error: StoreError) {
        let words = error.description
        #expect(words.hasPrefix("f") || words.hasPrefix("sample f"))
        #expect(!words.contains("\n") && !words.hasSuffix("."))
        #expect(words.contains(";") || words.contains(": if "))
    }

    @Test(arguments: [
        (ResultCode.SQLITE_CORRUPT, StoreError.cutShort("f", found: "m")), (.SQLITE_NOTADB, .cutShort("f", found: "m")),
        (.SQLITE_BUSY, .busy("f")), (.SQLITE_FULL, .cannotWrite("f", reason: "m")),
    ])
    func `SQLite's codes become ours`(code: ResultCode, error: StoreError) {
        #expect(StoreError(DatabaseError(resultCode: code, message: "m"), at: "f", writing: true) == error)
    }

    @Test func `no statement and no value of SQLite's is repeated`() {
        let error = DatabaseError(
            resultCode: .SQLITE_ERROR, message: "m", sql: "SELECT secret", arguments: ["secret"],
            publicStatementArguments: true)
        #expect(!StoreError(error, at: "f", writing: true).description.contains("secret"))
    }
}
