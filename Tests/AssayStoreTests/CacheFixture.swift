import AssayCore
import AssayStore
import AssayTestSupport
import Foundation
import GRDB
import Synchronization
import SystemPackage

/// A response cache in a folder of its own.
struct CacheFixture {
    let folder: TemporaryFolder
    let path: FilePath
    let warnings = Warnings()

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path.appending("cache/responses.sqlite")
    }

    func open(bound: Int = ResponseCacheFile.usualBound) throws(StoreError) -> ResponseCacheFile {
        try ResponseCacheFile(at: path, program: "assay test", bound: bound) { [warnings] in warnings.add($0) }
    }

    static func key(_ number: Int = 1) -> RequestKey {
        RequestKey(RunFixture.call("s\(number)"), model: "m", endpoint: "https://a.invalid/v1", wire: "openai/1")
    }

    /// Changes a closed cache behind the store's back.
    func tamper(_ sql: String) throws {
        let database = try DatabaseQueue(path: path.string)
        try database.writeWithoutTransaction { try $0.execute(sql: sql) }
        try database.close()
    }

    /// What a user would have been told.
    final class Warnings: Sendable {
        // The lock guards the lines.
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock(\.self) }
    }
}

extension AssayCore.Response {
    /// The response as it was given, without the mark of the cache.
    var unmarked: AssayCore.Response {
        var response = self
        response.cacheMark = nil
        return response
    }
}
