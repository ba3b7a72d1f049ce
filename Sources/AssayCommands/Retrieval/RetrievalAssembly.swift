import AssayCore
import AssayModels
import AssayStore
import SystemPackage

/// What a run searches, opened: an index of documents, or a search endpoint.
struct RetrievalAssembly: Sendable {
    /// How the target is helped; the form is found later.
    var retrieval: Retrieval
    private let source: Source

    private enum Source {
        case documents(DocumentIndex, path: String)
        case web(WebSearch)
    }

    /// Opens what is searched, lends it to a body, and closes it however the body ends.
    ///
    /// - Throws: `CommandFault` for what cannot be searched; what the body throws.
    static func lend<Result>(
        _ choice: RetrievalChoice?, _ materials: ModelMaterials,
        to body: (RetrievalAssembly?) async throws -> Result
    ) async throws -> Result {
        guard let choice else { return try await body(nil) }
        let assembly = try RetrievalAssembly(choice, materials)
        do {
            let result = try await body(assembly)
            await assembly.shutdown()
            return result
        } catch {
            await assembly.shutdown()
            throw error
        }
    }

    private init(_ choice: RetrievalChoice, _ materials: ModelMaterials) throws {
        let found: Retrieval.Source
        switch choice.source {
        case .documents(let path):
            let index: DocumentIndex
            do throws(DocumentFault) {
                index = try DocumentIndex(of: FilePath(path))
            } catch {
                throw CommandFault(error.description)
            }
            for note in index.notes { Console.note("note: \(note)") }
            source = .documents(index, path: path)
            found = .documents(count: index.count, digest: index.digest)
        case .web(let name):
            let web = try Self.endpoint(named: name, materials)
            source = .web(web)
            found = .web(name: name, address: web.address)
        }
        retrieval = Retrieval(
            mode: choice.mode, source: found, passages: Retrieval.usualPassages,
            characters: Retrieval.usualCharacters)
    }

    private static func endpoint(named name: String, _ materials: ModelMaterials) throws -> WebSearch {
        guard let entry = materials.configuration.search[name] else {
            throw CommandFault("no search endpoint is called '\(name)'; describe it in assay.yaml, under 'search'")
        }
        let settings = try entry.settings(named: name, materials)
        do throws(EndpointError) {
            return try WebSearch(settings)
        } catch {
            guard case .invalidURL(let reason) = error else {
                throw CommandFault("search '\(name)': \(error.description)")
            }
            throw CommandFault("search '\(name)': its url \(reason); give one like https://host/search?q={query}")
        }
    }

    private func shutdown() async {
        guard case .web(let web) = source else { return }
        do {
            try await web.shutdown()
        } catch {
            // Every search is stored by now; connections that do not close in order end with the program.
            Console.note("search '\(web.name)': its connections did not close in order")
        }
    }

    /// What is searched, as manifests name it.
    var use: Manifest.ModelUse {
        switch source {
        case .documents(let index, _): .init(name: index.name, endpoint: nil, isSimulated: false)
        case .web(let web): .init(name: web.name, endpoint: web.address, isSimulated: false)
        }
    }

    /// Records in flight that keep the endpoint busy; 0 where nothing goes over the network.
    var width: Int {
        guard case .web(let web) = source else { return 0 }
        return web.gauge.limit
    }

    /// A target that is helped by what is searched here.
    func helping(_ target: any Model, journal: any CallJournal, in words: SearchWords) -> any Model {
        let retriever: any Model =
            switch source {
            case .documents(let index, _): Recorded(Searching(index, by: retrieval), journal: journal)
            case .web(let web): web.model(journal: journal, by: retrieval)
            }
        return Retrieving(target, searching: retriever, by: retrieval, in: words)
    }

    /// Searches once by the endpoint, before the first sample.
    ///
    /// - Throws: `CommandFault` where it is out of reach or refuses the key; anything else may pass, and is said.
    func check() async throws {
        guard case .web(let web) = source else { return }
        do throws(ModelError) {
            try await web.check(by: retrieval)
        } catch {
            let place = "search '\(web.name)' (\(web.address))"
            switch error {
            case .unauthorized, .unavailable(status: nil): throw CommandFault("\(place): \(error.description)")
            case .retrieval(let what, _):
                Console.note(
                    "note: \(place), tried with one question: \(what); records whose search fails stay unanswered")
            default:
                Console.note(
                    "note: \(place), tried with one question: \(error.description); records whose search fails stay "
                        + "unanswered")
            }
        }
    }

    /// The same as a run began with.
    ///
    /// - Throws: `CommandFault` where the documents are others: half of the run would rest on these, half on those.
    func resuming(_ begun: Retrieval) throws -> RetrievalAssembly {
        if case .documents(_, let path) = source, retrieval.source != begun.source {
            throw CommandFault(
                "\(path): holds \(retrieval.source.words), the run began with \(begun.source.words); put the documents back, "
                    + "name their folder with --documents, or begin a new run")
        }
        var assembly = self
        assembly.retrieval = begun
        return assembly
    }

    /// The address of the endpoint where it is another than the run began with; nil otherwise.
    func movedAddress(since begun: Retrieval) -> (before: String, now: String)? {
        guard case .web(let web) = source, case .web(_, let address) = begun.source, address != web.address else {
            return nil
        }
        return (address, web.address)
    }
}

extension Retrieval {
    /// The most passages that a target is shown.
    static let usualPassages = 5
    /// The most characters of all passages together: more than five passages of documents have.
    static let usualCharacters = 5000

    /// The tokens that passages add to a prompt at most: four bytes a token, three bytes a character, and their sources.
    var mostTokens: Int { characters * 3 / 4 + passages * 40 }
}

extension Retrieval.Source {
    /// `7000 documents (SHA-256 0123456789ab)`.
    fileprivate var words: String {
        switch self {
        case .documents(let count, let digest): "\(count) documents (SHA-256 \(digest.hex.prefix(12)))"
        case .web(let name, let address): "search '\(name)' (\(address))"
        }
    }
}
