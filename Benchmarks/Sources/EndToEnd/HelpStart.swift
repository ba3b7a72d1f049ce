/// How long `assay --help` takes, from starting the process to its end.
enum HelpStart {
    static func median(of runs: Int, program: String) throws(BenchmarkFault) -> Duration {
        var times: [Duration] = []
        for _ in 0..<runs {
            let usage = try Child(Command(program, ["--help"])).wait()
            guard usage.status == 0 else { throw .failed(what: "assay --help", status: usage.status) }
            times.append(usage.wall)
        }
        return times.median
    }
}
