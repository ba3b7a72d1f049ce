import AssayCore
import AssayModels
import AssayRunner
import AssaySimulator
import AssayStore
import Foundation
import SystemPackage

/// The models of a run by role, and the endpoints behind them; roles at one endpoint share its connections and rates.
struct ModelAssembly: Sendable {
    /// What is known of every model before the run.
    private(set) var uses: [Role: Manifest.ModelUse] = [:]
    /// What the models cost, where a price is known.
    private(set) var prices: [Role: Price] = [:]
    /// What the run may take.
    private(set) var caps = Caps()
    private var sources: [Role: Source] = [:]
    private var endpoints: [String: Endpoint] = [:]
    /// Answers of other runs; nil without `--cache`.
    private var cache: ResponseCacheFile?

    private init() {}

    private enum Source {
        case simulated(SimulatedModel)
        case remote(endpoint: String, model: String, name: String)
    }

    /// Puts the models together, lends them to a body, and closes every connection however the body ends.
    ///
    /// - Throws: `CommandFault` for a name, key or address that cannot be used; what the body throws.
    static func lend<Result>(
        _ materials: ModelMaterials, to body: (ModelAssembly) async throws -> Result
    ) async throws -> Result {
        var assembly = ModelAssembly()
        assembly.cache = try CacheLocation.path(materials).map { path throws(StoreError) in
            try ResponseCacheFile(at: path, program: Version.name) { Console.note("note: \($0)") }
        }
        assembly.caps = materials.caps ?? materials.connection.cap.caps
        let table = PriceTable(own: materials.configuration.prices)
        for (role, text) in materials.roles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            do {
                try assembly.add(role, named: text, from: materials)
                assembly.prices[role] = table.price(
                    of: try ModelName(text, flag: role.flag), at: assembly.uses[role]?.endpoint)
            } catch let fault as CommandFault where role.isSeated && !fault.description.hasPrefix(role.flag) {
                await assembly.shutdown()
                throw CommandFault("\(role.flag) \(fault.description)")
            } catch {
                await assembly.shutdown()
                throw error
            }
        }
        do {
            let result = try await body(assembly)
            await assembly.shutdown()
            return result
        } catch {
            await assembly.shutdown()
            throw error
        }
    }

    private mutating func add(_ role: Role, named text: String, from materials: ModelMaterials) throws {
        let name = try ModelName(text, flag: role.flag)
        if name.provider == "sim" {
            sources[role] = .simulated(try Self.persona(name.model))
            uses[role] = Manifest.ModelUse(name: text, endpoint: nil, isSimulated: true)
            return
        }
        let settings = try EndpointResolution(materials).settings(for: name.provider)
        let endpoint = try endpoints[name.provider] ?? Self.endpoint(settings)
        endpoints[name.provider] = endpoint
        sources[role] = .remote(endpoint: name.provider, model: name.model, name: text)
        uses[role] = Manifest.ModelUse(
            name: text, endpoint: endpoint.address, isSimulated: false, form: endpoint.kind.rawValue)
    }

    private static func persona(_ name: String) throws -> SimulatedModel {
        do {
            return try SimulatedModel(persona: name, key: name.hasPrefix("judge-") ? .ofBundledAudit : AnswerKey())
        } catch {
            throw CommandFault(error.description)
        }
    }

    private static func endpoint(_ settings: EndpointSettings) throws -> Endpoint {
        do {
            return try Endpoint(settings)
        } catch {
            throw CommandFault(error.description)
        }
    }

    /// The model of a role with its journal; nil for a role that is not in the run.
    ///
    /// `key`: what a simulated model learns beforehand; nil for what it has learnt already.
    func model(for role: Role, journal: any CallJournal, knowing key: AnswerKey? = nil) -> (any Model)? {
        switch sources[role] {
        case nil: nil
        case .simulated(let model): Recorded(key.map(model.knowing) ?? model, journal: journal)
        case .remote(let endpoint, let model, let name):
            endpoints[endpoint]?.model(model, name: name, journal: journal, cache: cache)
        }
    }

    /// The wire form of a role's endpoint; nil for a persona and for a role that is not in the run.
    func kind(of role: Role) -> EndpointKind? {
        guard case .remote(let endpoint, _, _) = sources[role] else { return nil }
        return endpoints[endpoint]?.kind
    }

    /// Asks every endpoint whether it is there and takes the key.
    func check() async throws {
        for (name, endpoint) in endpoints.sorted(by: { $0.key < $1.key }) {
            do {
                try await endpoint.check()
            } catch {
                throw CommandFault(
                    "endpoint '\(name)' (\(endpoint.address)): \(error.description)")
            }
        }
    }

    /// The roles that are asked.
    var roles: Set<Role> { Set(sources.keys) }

    /// The roles that are asked over the network.
    var remoteRoles: Set<Role> { Set(uses.filter { !$0.value.isSimulated }.keys) }

    /// Refuses caps that cannot be kept, before anything is asked.
    func checkCaps(under settings: Settings) throws {
        guard caps.tokens != nil || caps.dollars != nil else { return }
        let flag = caps.dollars != nil ? "--max-cost" : "--max-total-tokens"
        for (role, use) in uses.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let (limit, limitFlag) =
                role == .target
                ? (settings.target.answerTokens, "--answer-tokens") : (settings.judge.answerTokens, "--judge-tokens")
            guard limit != nil else {
                throw CommandFault("\(flag) cannot be kept: \(use.name) has no answer limit; set \(limitFlag)")
            }
            guard caps.dollars == nil || use.isSimulated || prices[role] != nil else {
                throw CommandFault(
                    "\(flag) cannot be kept: no price is known for \(use.name); add to assay.yaml, in US dollars a "
                        + "million tokens: prices: {\(use.name): {input: USD, output: USD}}")
            }
        }
    }

    /// What each endpoint is doing, by its name.
    var readings: [String: Gauge.Reading] { endpoints.mapValues(\.gauge) }

    /// Records in flight: what keeps every endpoint busy at its limit of the moment.
    ///
    /// A quarter more than there are connections, because a record is between two calls for a while.
    var width: Int {
        guard !endpoints.isEmpty else { return ProcessInfo.processInfo.activeProcessorCount * 2 }
        let limits = endpoints.values.map(\.gauge.limit).reduce(0, +)
        return limits + (limits + 3) / 4
    }

    private func shutdown() async {
        await cache?.close()
        await hangUp()
    }

    /// Closes every connection, once nothing is to be asked any more.
    func hangUp() async {
        for (name, endpoint) in endpoints {
            do {
                try await endpoint.shutdown()
            } catch {
                // Every reply is stored by now; connections that do not close in order end with the program.
                Console.note("endpoint '\(name)': its connections did not close in order")
            }
        }
    }
}

extension Role {
    /// Whether a file names the model, and not a flag of its own.
    fileprivate var isSeated: Bool { juror > 0 || self == .foreman }

    /// The flag by which the user names the model of this role.
    var flag: String {
        switch self {
        case .target: "--target"
        case .retriever: "--rag"
        case .judge: "--judge"
        case .fallbackJudge: "--fallback-judge"
        case .juror(let seat): "--jury, juror \(seat):"
        case .foreman: "--jury, foreman:"
        }
    }
}
