import AssayCore

/// How many options the samples of a dataset offer.
struct OfferedOptions {
    private var first: (count: Int, sample: String)?
    private var other: (count: Int, sample: String)?

    /// Takes a sample's options into account.
    mutating func add(_ sample: Sample) {
        guard case .choice(_, let options) = sample.target else { return }
        guard let first else { return first = (options.count, sample.id) }
        if options.count != first.count { other = other ?? (options.count, sample.id) }
    }

    /// As many as every sample has options.
    var rotations: Int {
        get throws {
            guard let first else { throw CommandFault("no sample offers options; leave --cyclic-options out") }
            if let other {
                throw CommandFault(
                    "--cyclic-options wants as many options in every sample: \(first.sample) has \(first.count), "
                        + "\(other.sample) has \(other.count); use --shuffle-options")
            }
            return first.count
        }
    }
}
