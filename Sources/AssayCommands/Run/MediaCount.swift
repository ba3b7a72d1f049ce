import AssayCore
import AssayModels

/// How many samples of a dataset hold media of each type.
struct MediaCount: Equatable {
    private(set) var samples: [MediaType: Int] = [:]
    /// How many samples were counted.
    private(set) var all = 0
    /// How many of them hold a sound.
    private(set) var withSound = 0

    /// Counts a sample once for each type that it holds.
    mutating func add(_ sample: Sample) {
        all += 1
        if sample.media.contains(where: { !$0.type.isImage }) { withSound += 1 }
        for type in Set(sample.media.map(\.type)) { samples[type, default: 0] += 1 }
    }

    /// What a form has no place for, one line a type: told before a run that would find it out sample by sample.
    ///
    /// - Parameters:
    ///   - kind: of the target's endpoint; nil for a model in process.
    ///   - model: the target's name.
    /// - Returns: nothing where the form takes all of it.
    func notes(for kind: EndpointKind?, model: String) -> [String] {
        guard let kind else { return [] }
        return samples.sorted { $0.key.rawValue < $1.key.rawValue }.filter { !kind.takes($0.key) }.map { type, count in
            "\(model) takes no \(type.rawValue) (the form \(kind.rawValue) has no place for it): "
                + "\(count) \(count == 1 ? "sample holds" : "samples hold") it and will be unanswered (unsupported)"
        }
    }
}
