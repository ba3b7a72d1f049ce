import ArgumentParser
import AssaySimulator
import Foundation
import SystemPackage

/// `assay simulate`: a simulated server for trying and testing.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Serve simulated models on 127.0.0.1, slow or failing on purpose.",
        discussion: """
            The model's name is the persona: \(Persona.allCases.map(\.rawValue).joined(separator: ", ")). The same request \
            always gets the same answer, in each form: POST /v1/chat/completions (OpenAI), \
            /openai/deployments/NAME/chat/completions?api-version=V (Azure), /v1/messages (Anthropic), \
            /v1beta/models/NAME:generateContent (Gemini). A model named quirk-NAME misbehaves in one way that real \
            endpoints have; GET /v1/models lists them.

            --faults is a list of KEY=VALUE. Slow: latency=200ms, latency=uniform:50ms-300ms, \
            latency=lognormal:200ms:0.5, slow-unsafe=10 (unsafe answers take ten times as long), drip=50ms. \
            Shares of attempts that go wrong: \(Fault.allCases.map(\.rawValue).joined(separator: ", ")). \
            filter-500=SHARE of blocked prompts come with status 500. retry-after=1s is said with a 429, in \
            retry-after-form=seconds|ms|date. concurrency=50 refuses what comes beyond 50 at once; quota=100 ends after \
            100 answers; faulty-attempts=2 attempts at a request can fail. Which do is fixed by request, attempt and --seed.

            GET /counters tells how often each request was asked and answered; GET /counters/totals leaves the requests out.

            informed is right on questions of fact as often as docs/simulating.md says; it has to be told the right answers \
            of Chinese SafetyQA with --answers.

            Example, in two terminals:
              assay simulate --port 8089 --faults latency=lognormal:200ms:0.5,429=0.1,retry-after=1s
              assay simulate --alias gpt-4o=mixed --alias gpt-4.1=judge
              assay simulate --port 8089 --answers chinese-safetyqa/
              OPENAI_BASE_URL=http://127.0.0.1:8089/v1 assay run demo --target openai/mixed --judge openai/judge
            """)

    @Option(help: "The port; 0 takes a free one and prints it.")
    var port: Int = 8089

    @Option(help: ArgumentHelp("How it is slow or fails, such as latency=50ms,429=0.1,cut=0.01.", valueName: "spec"))
    var faults: String?

    @Option(help: ArgumentHelp("Rules which requests fail; 1 where neither this nor seed=N is given.", valueName: "n"))
    var seed: Int?

    @Option(
        name: .customLong("alias"),
        help: ArgumentHelp("Another name for a persona; may be given again.", valueName: "name=persona"))
    var aliases: [String] = []

    @Option(
        help: ArgumentHelp(
            "What informed knows: the folder of Chinese SafetyQA, or its file, JSONL or CSV.", valueName: "dir|file"))
    var answers: String?

    @Option(help: ArgumentHelp("Refuse requests without the key in this variable.", valueName: "variable"))
    var apiKeyEnv: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port wants a number from 0 to 65535") }
    }

    func run() async throws {
        var configuration = SimulatedServer.Configuration()
        configuration.port = port
        configuration.faults = try faultPlan()
        configuration.aliases = try aliasTable()
        configuration.key = .ofBundledAudit
        if let answers { try await configuration.key.learnChineseSafetyQA(at: FilePath(answers)) }
        configuration.requiredKey = try requiredKey()
        do {
            try await SimulatedServer(configuration).runUntilSignalled { port in
                Console.result("serving simulated models at http://127.0.0.1:\(port)/v1")
            }
        } catch {
            throw CommandFault("port \(port) cannot be served; it may be taken: choose another with --port")
        }
    }

    private func aliasTable() throws -> [String: Persona] {
        var table: [String: Persona] = [:]
        for alias in aliases {
            let parts = alias.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let persona = Persona(rawValue: parts[1]) else {
                let known = Persona.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFault("--alias '\(alias)' is not of the form name=persona; personas are \(known)")
            }
            table[parts[0]] = persona
        }
        return table
    }

    private func requiredKey() throws -> String? {
        guard let apiKeyEnv else { return nil }
        guard let key = ProcessInfo.processInfo.environment[apiKeyEnv], !key.isEmpty else {
            throw CommandFault("--api-key-env: \(apiKeyEnv) is not set; put the key into that variable")
        }
        return key
    }

    private func faultPlan() throws -> FaultPlan {
        var plan = FaultPlan()
        plan.seed = 1
        do {
            if let faults { try plan.read(faults) }
        } catch {
            throw CommandFault(error.description)
        }
        if let seed { plan.seed = UInt64(bitPattern: Int64(seed)) }
        return plan
    }
}
