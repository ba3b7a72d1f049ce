import AssayCore

/// How the target was helped by a search, as labelled lines.
struct RetrievalLines {
    private let report: Report
    private let retrieval: Retrieval

    /// Nil for a run without a search.
    init?(_ report: Report) {
        guard let retrieval = report.manifest.settings.retrieval else { return nil }
        self.report = report
        self.retrieval = retrieval
    }

    /// What was searched and how, and what the searches came to.
    var all: [ReportLine] {
        [("Search", "\(Self.words(of: retrieval)); \(limits)"), ("Searched", searched)]
    }

    /// `passive, 7000 documents (SHA-256 0123456789ab)`; `no search` for none.
    static func words(of retrieval: Retrieval?) -> String {
        guard let retrieval else { return "no search" }
        let form = retrieval.form.map { $0 == .tool ? ", asked for by a tool" : ", asked for in words" } ?? ""
        let source =
            switch retrieval.source {
            case .documents(let count, let digest):
                "\(Figures.counted(count, "document")) (SHA-256 \(digest.hex.prefix(12)))"
            case .web(let name, let address):
                "the endpoint \(name.printable(atMost: 60)) at \(address.printable(atMost: 120))"
            }
        return "\(retrieval.mode.rawValue)\(form), \(source)"
    }

    private var limits: String {
        "at most \(Figures.counted(retrieval.passages, "passage")), \(retrieval.characters) characters together"
    }

    /// `431 of 1998 answers rest on a search; 433 searches, 2 failed, 12 found nothing, 440 attempts`.
    private var searched: String {
        let counts = report.counts
        var words =
            "\(report.tally.searched) of \(Figures.counted(counts.judged + counts.unjudged, "answer")) rest on a search"
        guard let searches = report.facts.searches else { return words + "; nothing was searched for" }
        words += "; \(Figures.counted(searches.made + searches.failed, "search", "searches"))"
        if searches.foundNothing > 0 { words += ", \(searches.foundNothing) found nothing" }
        if searches.failed > 0 { words += ", \(searches.failed) failed" }
        if let attempts = report.facts.roles[.retriever]?.attempts, attempts > 0 {
            words += ", \(Figures.counted(attempts, "attempt"))"
        }
        return words
    }
}
