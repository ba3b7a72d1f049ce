import AssayCore

/// Who blocked what, for a reader.
struct BlockWords {
    private static let mostCategories = 8
    let manifest: Manifest
    let facts: RunFacts

    /// One sentence for each role whose provider stepped in.
    var sentences: [String] {
        manifest.roles.compactMap { role in
            guard let blocked = facts.blocked[role] else { return nil }
            let model = manifest.models[role]
            let place = model.map { " (\($0.name)\($0.endpoint.map { " at \($0)" } ?? ""))" } ?? ""
            return "Blocked by \(role.namedWords)'s provider\(place.printable(atMost: 200)): "
                + "\(Figures.counted(blocked.input, "prompt")) before the model, "
                + "\(Figures.counted(blocked.output, "answer")) after it\(Self.categories(of: blocked))."
        }
    }

    private static func categories(of blocked: BlockFacts) -> String {
        guard !blocked.categories.isEmpty else { return "; no category was named" }
        let sorted = blocked.categories.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = sorted.prefix(mostCategories).map { "\($0.key.printable(atMost: 64)) (\($0.value))" }
        let more = sorted.count > shown.count ? " and \(sorted.count - shown.count) more" : ""
        return "; categories named: \(shown.joined(separator: ", "))\(more)"
    }
}
