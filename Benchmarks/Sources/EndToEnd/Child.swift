import Foundation
import Glibc

/// A program to start, in the folder in which this one works.
struct Command: Equatable {
    /// Where a child's standard output goes.
    enum Output: Equatable {
        case discarded
        case inherited
        /// To a pipe that this program reads.
        case piped
    }

    var program: String
    var arguments: [String]
    var environment: [String: String]
    var output: Output

    init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:],
        output: Output = .discarded
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.output = output
    }
}

/// What a child has used, it alone and what it waited for.
struct Usage: Equatable {
    /// User and system time.
    var cpu: Duration
    /// From starting it to its end.
    var wall: Duration
    /// The most resident memory at any time, in bytes.
    var peakMemory: Int
    /// The exit status; 128 and the signal's number where a signal ended it.
    var status: Int32
}

/// A process of ours, started by `posix_spawn` and waited for with `wait4`, which tells what it alone has used.
struct Child {
    /// Its process number.
    let id: pid_t
    /// The reading end of its standard output, where that is piped.
    let reader: CInt?
    private let command: Command
    private let started: ContinuousClock.Instant

    /// Starts a program; its standard error is ours.
    init(_ command: Command) throws(BenchmarkFault) {
        var ends: [CInt] = [-1, -1]
        if command.output == .piped {
            // Both ends are ours alone; the child gets a copy as its standard output.
            guard pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
                throw .cannotStart(program: command.program, code: errno)
            }
        }
        self.command = command
        started = ContinuousClock.now
        let (code, id) = Self.spawn(command, output: ends[1])
        if ends[1] >= 0 { close(ends[1]) }
        guard code == 0 else {
            if ends[0] >= 0 { close(ends[0]) }
            throw .cannotStart(program: command.program, code: code)
        }
        self.id = id
        reader = ends[0] >= 0 ? ends[0] : nil
    }

    private static func spawn(_ command: Command, output: CInt) -> (code: CInt, id: pid_t) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        switch command.output {
        case .discarded: posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        case .inherited: break
        case .piped: posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        heedSignals(&attributes)
        let environment = command.environment.map { "\($0.key)=\($0.value)" }
        return withCStrings([command.program] + command.arguments) { arguments in
            withCStrings(environment) { environment in
                var id: pid_t = 0
                let code = posix_spawn(&id, command.program, &actions, &attributes, arguments, environment)
                return (code, id)
            }
        }
    }

    /// Whoever runs this program may have it ignore signals, which a child would do after it.
    private static func heedSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers)
    }

    /// Waits for its end; once.
    func wait() throws(BenchmarkFault) -> Usage {
        var status: CInt = 0
        var usage = rusage()
        while wait4(id, &status, 0, &usage) != id {
            guard errno == EINTR else { throw .failed(what: command.program, status: -1) }
        }
        let wall = ContinuousClock.now - started
        if let reader { close(reader) }
        let signal = status & 0x7f
        return Usage(
            cpu: Self.duration(usage.ru_utime) + Self.duration(usage.ru_stime), wall: wall,
            // Linux counts it in kilobytes.
            peakMemory: usage.ru_maxrss << 10, status: signal == 0 ? (status >> 8) & 0xff : 128 + signal)
    }

    private static func duration(_ time: timeval) -> Duration {
        .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }

    /// Asks it to end.
    func end() {
        kill(id, SIGTERM)
    }

    /// The most resident memory that this program itself has had, in bytes; nil where the system does not tell.
    ///
    /// Linux gives a child the mark of the memory in which it was started, which is ours, so a child's own peak shows only
    /// above it. `getrusage` would tell too much: after `swift run` it has the mark of SwiftPM, whose process this was.
    static var ownPeakMemory: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        return peakMemory(inStatus: status)
    }

    /// The peak in the text of a process's status (proc(5)): `VmHWM`, in kilobytes.
    static func peakMemory(inStatus status: String) -> Int? {
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
    }
}
