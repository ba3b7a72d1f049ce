import Foundation
import Testing

@testable import EndToEnd

struct ComparisonTests {
    @Test(arguments: [([3], 3), ([9, 1, 5], 5), ([4, 1, 3, 2], 2)] as [([Int], Int)])
    func `the median is the one in the middle`(values: [Int], median: Int) {
        #expect(values.median == median)
    }

    @Test func `each figure has its own median, and a failure shows`() {
        let runs = [
            Usage(cpu: .seconds(1), wall: .seconds(30), peakMemory: 200, status: 0),
            Usage(cpu: .seconds(3), wall: .seconds(10), peakMemory: 100, status: 4),
            Usage(cpu: .seconds(2), wall: .seconds(20), peakMemory: 300, status: 0),
        ]
        #expect(
            Usage(medianOf: runs) == Usage(cpu: .seconds(2), wall: .seconds(20), peakMemory: 200, status: 4))
    }

    @Test func `a run that fails is no figure`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let peer = BenchmarkPackage.Peer(python: "/bin/false", script: "threadpool.py")
        let comparison = Comparison(assay: "/bin/false", peer: peer, port: 1, repetitions: 1, folder: folder.path)
        let data = SIUOFolder(path: folder.path, samples: 1)
        #expect(throws: BenchmarkFault.failed(what: "assay run siuo", status: 1)) {
            try comparison.measureAssay(over: data)
        }
        #expect(throws: BenchmarkFault.failed(what: "threadpool.py", status: 1)) {
            try comparison.measurePeer(over: data)
        }
    }
}
