/// Why nothing can be measured.
enum BenchmarkFault: Error, Equatable {
    case noPeer
    case failed(what: String, status: Int32)
    case cannotStart(program: String, code: Int32)
    case serverSilent
    case hiddenMemory(program: String)
    case unreadable(file: String)
}

extension BenchmarkFault: CustomStringConvertible {
    /// The fault in one line.
    var description: String {
        switch self {
        case .noPeer: "peers/.venv has no Python; make it with 'sh Benchmarks/peers/setup.sh'"
        case .failed(let what, let status): "\(what) ended with status \(status); run it by hand to see why"
        case .cannotStart(let program, let code): "\(program): cannot be started (error \(code)); check --assay"
        case .serverSilent: "'assay simulate' named no port on its first line; run it by hand to see why"
        case .hiddenMemory(let program):
            "\(program): its peak memory is not above that of the benchmark itself, which hides it; report this"
        case .unreadable(let file): "\(file): cannot be read as what it should be; restore it"
        }
    }
}
