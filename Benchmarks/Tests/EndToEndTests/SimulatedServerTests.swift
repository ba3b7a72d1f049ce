import Foundation
import Testing

@testable import EndToEnd

struct SimulatedServerTests {
    @Test(
        arguments: [
            ("serving simulated models at http://127.0.0.1:4711/v1", 4711), ("http://127.0.0.1:80", 80),
            ("port 4711 cannot be served", nil), ("http://127.0.0.1:/v1", nil), ("", nil),
        ] as [(String, Int?)])
    func `the port is read from the first line`(line: String, port: Int?) {
        #expect(SimulatedServer.port(in: line) == port)
    }

    @Test func `a program that says its port is taken for the server, and ended`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let program = folder.path + "/program"
        try "#!/bin/sh\necho \"$1 at http://127.0.0.1:4711/v1\"\nexec sleep 20\n".write(
            toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        let server = try SimulatedServer(program: program)
        #expect(server.port == 4711)
        server.stop()
    }

    @Test func `a program that says no port is not waited for`() {
        #expect(throws: BenchmarkFault.serverSilent) { try SimulatedServer(program: "/bin/false") }
    }
}
