import ArgumentParser
import AssayCore

/// Whether, when and where is searched for the target.
struct RetrievalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Whether the target is helped by a search: none, passive (every question is searched for) or active (it may ask for one) (default: none).",
            valueName: "mode"))
    var rag: RetrievalMode?

    @Option(help: ArgumentHelp("Search the .txt and .md files of this folder.", valueName: "dir"))
    var documents: String?

    @Option(help: ArgumentHelp("Search by this endpoint of assay.yaml, under 'search'.", valueName: "name"))
    var search: String?

    func validate() throws {
        guard documents == nil || search == nil else {
            throw ValidationError("--documents and --search both say what is searched; give one of them")
        }
        guard mode != nil || (documents == nil && search == nil) else {
            throw ValidationError(
                "\(documents == nil ? "--search" : "--documents") is used with --rag passive or --rag active alone; "
                    + "give one of them, or leave it out")
        }
    }

    /// Who decides that there is a search; nil for none.
    var mode: Retrieval.Mode? { rag?.mode }

    /// The options by flag, as a manifest keeps them.
    var given: [String: String] {
        var options: [String: String] = [:]
        options["--rag"] = rag?.rawValue
        options["--documents"] = documents
        options["--search"] = search
        return options
    }
}

/// The modes as the user names them.
enum RetrievalMode: String, ExpressibleByArgument, CaseIterable {
    case none, passive, active

    /// Who decides; nil for nobody, because nothing is searched.
    var mode: Retrieval.Mode? { Retrieval.Mode(rawValue: rawValue) }
}
