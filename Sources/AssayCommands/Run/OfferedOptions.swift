import AssayCore

/// How many options the samples of a dataset offer.
struct OfferedOptions {
    /// By number of options: how many samples have so many, and the first of them.
    private var counts: [Int: (samples: Int, first: String)] = [:]

    /// Takes a sample's options into account.
    mutating func add(_ sample: Sample) {
        guard case .choice(_, let options) = sample.target else { return }
        counts[options.count, default: (0, sample.id)].samples += 1
    }

    /// How often each sample is asked, so that each of its options comes to stand in each place.
    ///
    /// The least common multiple of the numbers of options. Where that is more than there are letters, so that most samples
    /// would be asked again and again for the sake of a few, the commonest number; the few are then not turned evenly.
    var rotations: Int {
        get throws {
            guard !counts.isEmpty else { throw CommandFault("no sample offers options; leave --cyclic-options out") }
            let even = counts.keys.reduce(1, Self.leastCommonMultiple)
            guard even > ChoiceLabel.letters.count else { return even }
            return counts.max { ($0.value.samples, $0.key) < ($1.value.samples, $1.key) }?.key ?? even
        }
    }

    /// Which samples are not turned evenly; nil where all are.
    var unevenWords: String? {
        guard let rotations = try? rotations else { return nil }
        let uneven = counts.filter { rotations % $0.key != 0 }.sorted { $0.key < $1.key }
        guard !uneven.isEmpty else { return nil }
        let words = uneven.map { "\($0.value.samples) with \($0.key) options (\($0.value.first) first)" }
        return "each sample is asked \(rotations) times; not shown in each rotation equally often: "
            + words.joined(separator: ", ")
    }

    private static func leastCommonMultiple(_ left: Int, _ right: Int) -> Int {
        var (a, b) = (left, right)
        while b != 0 { (a, b) = (b, a % b) }
        return left / max(1, a) * right
    }
}
