import Foundation

/// Runs both sides over the same folder and the same server.
struct Comparison {
    /// Calls in flight, on both sides.
    static let width = 16

    let assay: String
    let peer: BenchmarkPackage.Peer
    let port: Int
    let repetitions: Int
    let folder: String

    /// The middle of each side's runs, which take turns, so that a change of the machine's mood meets both.
    func sides(over data: SIUOFolder) throws(BenchmarkFault) -> (assay: Usage, peer: Usage) {
        var ours: [Usage] = []
        var theirs: [Usage] = []
        for _ in 0..<repetitions {
            ours.append(try measureAssay(over: data))
            theirs.append(try measurePeer(over: data))
        }
        return (Usage(medianOf: ours), Usage(medianOf: theirs))
    }

    /// One run of the program: everything stored, the report printed.
    func measureAssay(over data: SIUOFolder) throws(BenchmarkFault) -> Usage {
        let arguments = [
            "run", "siuo", "--data", data.path, "--target", "openai/compliant", "--judge", "openai/judge", "--trials",
            "1", "--max-connections", String(Self.width), "--quiet", "--output", output("assay"),
        ]
        return try measure(Command(assay, arguments, environment: environment), "assay run siuo")
    }

    /// One run of the thread pool.
    func measurePeer(over data: SIUOFolder) throws(BenchmarkFault) -> Usage {
        let arguments = [
            peer.script, "--data", data.path, "--base-url", base, "--output", output("jsonl"), "--threads",
            String(Self.width),
        ]
        return try measure(Command(peer.python, arguments, environment: environment), "threadpool.py")
    }

    private func measure(_ command: Command, _ name: String) throws(BenchmarkFault) -> Usage {
        let usage = try Child(command).wait()
        guard usage.status == 0 else { throw .failed(what: name, status: usage.status) }
        guard let own = Child.ownPeakMemory, usage.peakMemory > own else { throw .hiddenMemory(program: name) }
        return usage
    }

    /// A new file for each run, so that none goes on with another's.
    private func output(_ suffix: String) -> String { "\(folder)/\(UUID().uuidString).\(suffix)" }

    private var base: String { "http://127.0.0.1:\(port)/v1" }

    /// The same for both.
    private var environment: [String: String] { Self.environment(port: port, home: folder) }

    /// What a program needs that asks the server at a port, and nothing of the user's own: no proxy, no key.
    static func environment(port: Int, home: String) -> [String: String] {
        [
            "OPENAI_BASE_URL": "http://127.0.0.1:\(port)/v1", "OPENAI_API_KEY": "stand-in", "PATH": "/usr/bin:/bin",
            "HOME": home, "LANG": "C.UTF-8",
        ]
    }
}

extension Usage {
    /// The median of each figure by itself; of at least one run.
    init(medianOf runs: [Usage]) {
        self.init(
            cpu: runs.map(\.cpu).median, wall: runs.map(\.wall).median, peakMemory: runs.map(\.peakMemory).median,
            status: runs.map(\.status).max() ?? 0)
    }
}

extension Array where Element: Comparable {
    /// The one in the middle of the order; of an even count the lower of the two.
    var median: Element {
        precondition(!isEmpty, "a median is of something")
        return sorted()[(count - 1) / 2]
    }
}
