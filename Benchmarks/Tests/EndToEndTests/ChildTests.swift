import Foundation
import Testing

@testable import EndToEnd

struct ChildTests {
    @Test(arguments: [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 128 + 15)] as [(String, Int32)])
    func `a child's end is its status or its signal`(script: String, status: Int32) throws {
        let child = try Child(Command("/bin/sh", ["-c", script]))
        #expect(try child.wait().status == status)
    }

    @Test func `a child has the environment that it was given, and none of ours`() throws {
        let script = "[ \"$GIVEN\" = yes ] && [ -z \"$HOME\" ]"
        let child = try Child(Command("/bin/sh", ["-c", script], environment: ["GIVEN": "yes"]))
        #expect(try child.wait().status == 0)
    }

    @Test func `what a child prints can be read`() throws {
        let child = try Child(Command("/bin/echo", ["a word"], output: .piped))
        let reader = try #require(child.reader)
        var bytes = [UInt8](repeating: 0, count: 16)
        #expect(read(reader, &bytes, 16) == 7)
        #expect(String(decoding: bytes.prefix(7), as: UTF8.self) == "a word\n")
        #expect(try child.wait().status == 0)
    }

    @Test func `a child's usage is its own`() throws {
        let busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"
        let worked = try Child(Command("/bin/sh", ["-c", busy])).wait()
        let idle = try Child(Command("/bin/sh", ["-c", ":"])).wait()
        #expect(worked.cpu > idle.cpu)
        #expect(worked.wall > .zero && worked.peakMemory > 0)
    }

    @Test func `a program that is not there is named`() {
        #expect(throws: BenchmarkFault.cannotStart(program: "/nowhere/assay", code: ENOENT)) {
            try Child(Command("/nowhere/assay", []))
        }
    }

    @Test(
        arguments: [
            ("Name:\tassay\nVmPeak:\t  900 kB\nVmHWM:\t   51200 kB\nVmRSS:\t 7 kB\n", 52_428_800),
            ("Name:\tassay\n", nil),
        ] as [(String, Int?)])
    func `the peak memory of a process stands in its status`(status: String, bytes: Int?) {
        #expect(Child.peakMemory(inStatus: status) == bytes)
    }

    @Test func `this program knows its own peak memory`() throws {
        #expect(try #require(Child.ownPeakMemory) > 0)
    }
}
