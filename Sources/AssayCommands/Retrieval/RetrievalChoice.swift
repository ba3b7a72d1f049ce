import AssayCore
import AssaySuites

/// What a run is to search, as its flags and `assay.yaml` say; nothing opened yet.
struct RetrievalChoice {
    /// What is searched.
    enum Source: Equatable {
        case documents(path: String)
        case web(name: String)
    }

    let mode: Retrieval.Mode
    let source: Source

    /// Nil for a run without a search.
    ///
    /// - Throws: `CommandFault` where the suite offers none, or nothing is said of what to search.
    init?(_ flags: RetrievalOptions, of recipe: any Suite, _ configuration: Configuration) throws {
        guard recipe.searchWords != nil else {
            guard flags.rag == nil else {
                throw CommandFault(
                    "suite \(recipe.name) lets its target search nothing; leave --rag, --documents and --search out")
            }
            return nil
        }
        guard let mode = flags.mode else { return nil }
        self.mode = mode
        if let path = flags.documents {
            source = .documents(path: path)
        } else {
            source = .web(name: try Self.endpoint(flags, configuration))
        }
    }

    /// The choice of a run that is resumed.
    ///
    /// `documents`: where the folder is now; nil for where it was.
    init(_ retrieval: Retrieval, of manifest: Manifest, documents: String?) throws {
        mode = retrieval.mode
        switch retrieval.source {
        case .web(let name, _):
            guard documents == nil else {
                throw CommandFault("the run searches by the endpoint '\(name)'; leave --documents out")
            }
            source = .web(name: name)
        case .documents:
            guard let path = documents ?? manifest.options["--documents"] else {
                throw CommandFault("the run searches documents; name their folder with --documents")
            }
            source = .documents(path: path)
        }
    }

    private static func endpoint(_ flags: RetrievalOptions, _ configuration: Configuration) throws -> String {
        let known = configuration.search.keys.sorted()
        let names = known.map { $0.prefix(60) }.joined(separator: ", ")
        if let name = flags.search {
            guard known.contains(name) else {
                throw CommandFault(
                    "no search endpoint is called '\(name)'; "
                        + (known.isEmpty ? "describe it in assay.yaml, under 'search'" : "assay.yaml has \(names)"))
            }
            return name
        }
        guard let name = known.first else {
            throw CommandFault(
                "--rag \(flags.rag?.rawValue ?? "") needs something to search; give --documents DIR, or describe a search "
                    + "endpoint in assay.yaml, under 'search' (docs/retrieval.md)")
        }
        guard known.count == 1 else {
            throw CommandFault("assay.yaml has several search endpoints (\(names)); choose one with --search NAME")
        }
        return name
    }
}
