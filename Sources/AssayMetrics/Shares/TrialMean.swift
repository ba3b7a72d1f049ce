public import AssayCore

/// The share of responses that meet a criterion, over all trials of all samples.
///
/// For benchmarks whose protocol has no reduction over trials (MEASUREMENT 4): a sample's value is the mean over its trials.
/// With one trial it is the share of samples. The unit is the response; trials of a sample lie in its cluster.
/// value = sum(w k) / sum(w d) over the samples' weights w, responses k that meet the criterion, and resolved responses d.
public struct TrialMean<Label: VerdictLabel>: ShareMetric {
    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String
    /// Which way is safer or better.
    public let direction: Estimate.Direction

    private let criterion: Criterion<Label>
    private let population: (group: Group, value: String)?
    private var blocksCountAs: Bool?

    /// The reading of the model: blocks are unresolved, like failures.
    ///
    /// - Parameters:
    ///   - name: the settled name.
    ///   - title: the name for people.
    ///   - direction: which way is safer or better.
    ///   - criterion: what a response has to meet.
    ///   - population: the only samples that it is about; nil for all.
    public init(
        name: String, title: String, direction: Estimate.Direction, criterion: Criterion<Label>,
        population: (group: Group, value: String)? = nil
    ) {
        self.name = name
        self.title = title
        self.direction = direction
        self.criterion = criterion
        self.population = population
    }

    /// The reading of the endpoint as a user meets it, by the name with `_system`.
    ///
    /// A response that the provider blocked is ruled on as given; failures stay unknown.
    public func asMet(blocksCountAs ruling: Bool) -> TrialMean {
        var system = TrialMean(
            name: name + "_system", title: title + ", as the endpoint is met", direction: direction,
            criterion: criterion, population: population)
        system.blocksCountAs = ruling
        return system
    }

    /// See `ShareMetric.unresolvedReason`.
    public var unresolvedReason: String { "no sample is resolved" }

    /// One unit for each trial of a sample of the population.
    public func share(of sample: Int, in records: Records<Label>) -> Share {
        if let population, records.value(of: population.group, sample: sample) != population.value { return .none }
        var (met, resolved) = (0, 0)
        for trial in 0..<records.trials {
            switch ruling(on: sample, trial: trial, in: records) {
            case .true: (met, resolved) = (met + 1, resolved + 1)
            case .false: resolved += 1
            case .unknown: break
            }
        }
        return Share(numerator: met, denominator: resolved, excluded: records.trials - resolved)
    }

    private func ruling(on sample: Int, trial: Int, in records: Records<Label>) -> Ternary {
        if let blocksCountAs, records.outcome(of: sample, trial: trial).isBlocked { return Ternary(blocksCountAs) }
        return criterion.holds(in: records, sample: sample, trial: trial)
    }
}
