/// What the user asked for.
struct Options: Equatable {
    /// Samples of each run that is compared.
    var samples = 500
    /// How many times as many samples the run has that shows whether memory stays flat.
    var growth = 10
    /// Runs of each side.
    var repetitions = 3
    /// The built program; nil builds it.
    var assay: String?
    /// Whether to look only if everything works.
    var isQuick = false

    /// What `--help` prints.
    static let help = """
        USAGE: swift run -c release --package-path Benchmarks EndToEnd [--samples N] [--quick] [--assay PATH]

          --samples N    samples of each compared run (default: 500; memory is also measured at ten times as many)
          --quick        40 samples, one run of each side, no thresholds: whether it all works
          --assay PATH   a built program (default: builds the release one in the repository)
        """

    /// Why the arguments cannot be used.
    enum Fault: Error, Equatable, CustomStringConvertible {
        case helpWanted
        case unknown(String)
        case value(of: String)

        var description: String {
            switch self {
            case .helpWanted: "help was asked for"
            case .unknown(let argument): "'\(argument)' is not an option; see --help"
            case .value(let option): "\(option) wants a value, --samples one of at least 1; see --help"
            }
        }
    }

    /// Reads the arguments that follow the program's name.
    init(_ arguments: [String]) throws(Fault) {
        var samples: Int?
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--samples":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
                    throw .value(of: argument)
                }
                samples = number
            case "--assay":
                guard let path = rest.popFirst() else { throw .value(of: argument) }
                assay = path
            case "--quick": isQuick = true
            case "--help", "-h": throw .helpWanted
            default: throw .unknown(argument)
            }
        }
        if isQuick {
            self.samples = 40
            repetitions = 1
        }
        self.samples = samples ?? self.samples
    }
}
