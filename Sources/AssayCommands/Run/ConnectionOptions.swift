import ArgumentParser

/// How fast endpoints are asked; `assay.yaml` overrides by endpoint.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The most calls in flight at each endpoint, and how many at first (default: 20 at first, then what the endpoint takes).",
            valueName: "n"))
    var maxConnections: Int?

    @Option(help: ArgumentHelp("Requests a minute at each endpoint.", valueName: "n"))
    var rpm: Int?

    @Option(help: ArgumentHelp("Tokens a minute at each endpoint.", valueName: "n"))
    var tpm: Int?

    @Option(help: ArgumentHelp("Seconds that a call may take.", valueName: "s"))
    var timeout: Double = 300

    @OptionGroup(title: "Caps") var cap: CapOptions

    @Option(
        help: ArgumentHelp("Endpoints of your own (default: assay.yaml in the working directory).", valueName: "file"))
    var config: String?

    @Flag(
        help: ArgumentHelp(
            "Answer identical requests from a cache that runs share: ASSAY_CACHE, 'cache' in assay.yaml, or ~/.cache/assay/responses.sqlite."
        ))
    var cache = false

    func validate() throws {
        for (flag, value) in [("--max-connections", maxConnections), ("--rpm", rpm), ("--tpm", tpm)] {
            guard value.map({ $0 > 0 }) ?? true else { throw ValidationError("\(flag) wants at least 1") }
        }
        guard timeout > 0, timeout.isFinite else { throw ValidationError("--timeout wants more than 0 seconds") }
    }
}
