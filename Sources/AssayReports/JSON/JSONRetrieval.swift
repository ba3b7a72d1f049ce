import AssayCore

/// The search of a run in a report's JSON: what was planned, and what the searches came to.
struct JSONRetrieval: Encodable {
    let mode: Retrieval.Mode
    let source: Source
    let form: Retrieval.Form?
    let passages, characters, answers, answers_with_search: Int
    let searches: RunFacts.Searches

    /// What was searched.
    struct Source: Encodable {
        let kind: String
        var documents: Int?
        var digest: Digest?
        var name: String?
        var address: String?

        init(_ source: Retrieval.Source) {
            switch source {
            case .documents(let count, let digest):
                (kind, documents, self.digest) = ("documents", count, digest)
            case .web(let name, let address):
                (kind, self.name, self.address) = ("web", name, address)
            }
        }
    }

    /// Nil for a run without a search.
    init?(_ report: Report) {
        guard let retrieval = report.manifest.settings.retrieval else { return nil }
        mode = retrieval.mode
        source = Source(retrieval.source)
        form = retrieval.form
        (passages, characters) = (retrieval.passages, retrieval.characters)
        answers = report.counts.judged + report.counts.unjudged
        answers_with_search = report.tally.searched
        searches = report.facts.searches ?? .init(made: 0, foundNothing: 0, failed: 0)
    }
}
