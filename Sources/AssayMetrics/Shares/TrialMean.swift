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

    private var rulings: ResponseRuling<Label>

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
        rulings = ResponseRuling(criterion: criterion, population: population)
    }

    /// The reading of the endpoint as a user meets it, by the name with `_system`.
    ///
    /// A response that the provider blocked is ruled on as given; failures stay unknown.
    public func asMet(blocksCountAs ruling: Bool) -> TrialMean {
        var system = TrialMean(
            name: name + "_system", title: title + ", as the endpoint is met", direction: direction,
            criterion: rulings.criterion, population: rulings.population)
        system.rulings.blocksCountAs = ruling
        return system
    }

    /// See `ShareMetric.unresolvedReason`.
    public var unresolvedReason: String { "no sample is resolved" }

    /// One unit for each trial of a sample of the population.
    public func share(of sample: Int, in records: Records<Label>) -> Share {
        guard rulings.isAbout(sample, in: records) else { return .none }
        let (met, unknown) = rulings.count(on: sample, in: records)
        return Share(numerator: met, denominator: records.trials - unknown, excluded: unknown)
    }
}
