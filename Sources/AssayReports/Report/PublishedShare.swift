public import AssayCore

/// How much of a published set a run covers.
struct PublishedShare: Encodable, Equatable {
    /// The set, as its publication calls it.
    let set: String
    /// Its entries as published.
    let published: Int
    /// Samples of the run that are of it.
    let planned: Int

    /// The part that is covered.
    var share: Double { Double(planned) / Double(max(1, published)) }

    /// A sentence for people.
    var words: String {
        "The run covers \(Figures.share(planned, of: published)) of \(set) as published."
    }

    /// Every set that the dataset is known to be made of, in order of the names.
    static func all<Label>(of manifest: Manifest, in records: Records<Label>) -> [PublishedShare] {
        guard let published = manifest.dataset.published, !published.isEmpty else { return [] }
        var planned: [String: Int] = [:]
        for sample in records.samples {
            if let set = records.value(of: .subset, sample: sample) { planned[set, default: 0] += 1 }
        }
        let both = planned["both"] ?? 0
        return published.sorted { $0.key < $1.key }.map {
            PublishedShare(set: $0.key, published: $0.value, planned: (planned[$0.key] ?? 0) + both)
        }
    }

    enum CodingKeys: String, CodingKey {
        case set, published, planned, share
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(set, forKey: .set)
        try container.encode(published, forKey: .published)
        try container.encode(planned, forKey: .planned)
        try container.encode(share, forKey: .share)
    }
}

extension DatasetFault.Loss {
    /// What the entries lack, for people.
    public var words: String {
        switch self {
        case .image: "image gone"
        case .text: "no text in the language asked for"
        }
    }
}
