import Foundation
import Glibc

/// `assay simulate`, which answers at once unless it is given faults; its own use of the machine is not counted.
struct SimulatedServer {
    /// The port that it listens on.
    let port: Int
    private let child: Child

    /// Starts it on a free port.
    ///
    /// `faults`: in the words of its `--faults`.
    init(program: String, faults: String? = nil) throws(BenchmarkFault) {
        let child = try Child(
            Command(program, ["simulate", "--port", "0"] + (faults.map { ["--faults", $0] } ?? []), output: .piped))
        guard let reader = child.reader, let port = Self.port(in: Self.firstLine(of: reader)) else {
            child.end()
            _ = try child.wait()
            throw .serverSilent
        }
        self.child = child
        self.port = port
    }

    /// Ends it and waits for its end.
    func stop() {
        child.end()
        // Its status says nothing about the figures, which are there by now.
        _ = try? child.wait()
    }

    private static func firstLine(of descriptor: CInt) -> String {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }

    /// The port of the address in a line such as `serving simulated models at http://127.0.0.1:4711/v1`.
    static func port(in line: String) -> Int? {
        guard let host = line.firstRange(of: "127.0.0.1:") else { return nil }
        return Int(line[host.upperBound...].prefix(while: \.isNumber))
    }
}
