import AssayCore

/// Whether single responses meet a criterion, before their trials are combined.
struct ResponseRuling<Label: VerdictLabel>: Sendable {
    let criterion: Criterion<Label>
    /// The only samples that it is about; nil for all.
    let population: (group: Group, value: String)?
    /// What a response that the provider blocked is ruled as; nil leaves it unknown, like a failure.
    var blocksCountAs: Bool?

    /// Whether it is about a sample.
    func isAbout(_ sample: Int, in records: Records<Label>) -> Bool {
        guard let population else { return true }
        return records.value(of: population.group, sample: sample) == population.value
    }

    /// How many of a sample's trials meet the criterion, and of how many that is unknown.
    func count(on sample: Int, in records: Records<Label>) -> (met: Int, unknown: Int) {
        var (met, unknown) = (0, 0)
        for trial in 0..<records.trials {
            switch ruling(on: sample, trial: trial, in: records) {
            case .true: met += 1
            case .unknown: unknown += 1
            case .false: break
            }
        }
        return (met, unknown)
    }

    private func ruling(on sample: Int, trial: Int, in records: Records<Label>) -> Ternary {
        if let blocksCountAs, records.outcome(of: sample, trial: trial).isBlocked { return Ternary(blocksCountAs) }
        return criterion.holds(in: records, sample: sample, trial: trial)
    }
}
