import ArgumentParser
import AssayCore
import AssayRunner

/// What a whole run may take.
struct CapOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Start nothing that could bring the run, its earlier sessions included, past so many US dollars.",
            valueName: "usd"))
    var maxCost: Double?

    @Option(
        help: ArgumentHelp(
            "Start nothing that could bring the run, its earlier sessions included, past so many tokens.",
            valueName: "n"))
    var maxTotalTokens: Int?

    @Option(help: ArgumentHelp("Start no record after so many seconds of this session.", valueName: "s"))
    var maxTime: Double?

    func validate() throws {
        guard maxCost.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--max-cost wants more than 0 US dollars")
        }
        guard maxTotalTokens.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--max-total-tokens wants at least 1")
        }
        guard maxTime.map({ $0 > 0 && $0 < 1e9 }) ?? true else {
            throw ValidationError("--max-time wants more than 0 seconds")
        }
    }

    /// The caps that are given.
    var caps: Caps {
        Caps(tokens: maxTotalTokens, dollars: maxCost, time: maxTime.map { .seconds($0) })
    }

    /// The caps that are given, and for money and tokens those that the run began with where none is.
    func caps(after earlier: [String: String]) -> Caps {
        var caps = caps
        caps.tokens = caps.tokens ?? earlier["--max-total-tokens"].flatMap { Int($0) }
        caps.dollars = caps.dollars ?? earlier["--max-cost"].flatMap { Double($0) }
        return caps
    }

    /// The options by flag, as a manifest keeps them.
    var given: [String: String] {
        var options: [String: String] = [:]
        options["--max-cost"] = maxCost.map { String($0) }
        options["--max-total-tokens"] = maxTotalTokens.map(String.init)
        options["--max-time"] = maxTime.map { String($0) }
        return options
    }

    /// The flags that a manifest may keep.
    static let flags = ["--max-cost", "--max-total-tokens", "--max-time"]
}

extension Cap {
    /// The flag that sets it.
    var flag: String {
        switch self {
        case .dollars: "--max-cost"
        case .tokens: "--max-total-tokens"
        case .time: "--max-time"
        }
    }
}
