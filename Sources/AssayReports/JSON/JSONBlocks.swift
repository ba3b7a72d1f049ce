import AssayCore

/// Who blocked what, in a report's JSON.
struct JSONBlocks: Encodable {
    /// One role's provider.
    struct Entry: Encodable {
        let model: String?
        let endpoint: String?
        let input: Int
        let output: Int
        let categories: [String: Int]
    }

    private let entries: [String: Entry]

    init(_ report: Report) {
        var entries: [String: Entry] = [:]
        for (role, blocked) in report.facts.blocked {
            let model = report.manifest.models[role]
            entries[role.rawValue] = Entry(
                model: model?.name, endpoint: model?.endpoint, input: blocked.input, output: blocked.output,
                categories: blocked.categories)
        }
        self.entries = entries
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(entries)
    }
}
