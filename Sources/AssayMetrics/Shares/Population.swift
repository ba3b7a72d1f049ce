public import AssayCore

/// The samples that a metric is about: those whose value of each named group is one of the given ones.
///
/// A sample without a value of one of the groups is not among them. Without any condition all samples are.
public struct Population: Sendable {
    private let conditions: [(group: Group, values: Set<String>)]

    /// Samples that meet every condition; a group may stand in several.
    public init(_ conditions: [(group: Group, values: [String])]) {
        self.conditions = conditions.map { ($0.group, Set($0.values)) }
    }

    /// Whether a sample is one of them.
    public func contains<Label>(_ sample: Int, of records: Records<Label>) -> Bool {
        conditions.allSatisfy { condition in
            records.value(of: condition.group, sample: sample).map(condition.values.contains) ?? false
        }
    }
}

/// A share over a population alone: what lies outside it is neither counted nor excluded.
///
/// value, interval and bounds are those of the share on the records of the population.
public struct ShareWithin<Base: ShareMetric>: ShareMetric {
    /// The labels of the records that it reads.
    public typealias Label = Base.Label

    private let base: Base
    private let population: Population

    /// A share of the samples of a population.
    public init(_ base: Base, _ population: Population) {
        self.base = base
        self.population = population
    }

    /// The share's own name.
    public var name: String { base.name }
    /// The share's own title.
    public var title: String { base.title }
    /// Which way is safer or better.
    public var direction: Estimate.Direction { base.direction }
    /// See `ShareMetric.unresolvedReason`.
    public var unresolvedReason: String { base.unresolvedReason }
    /// See `ShareMetric.emptyReason`.
    public var emptyReason: String { base.emptyReason }
    /// See `ShareMetric.scale`.
    public var scale: ShareScale { base.scale }

    /// What a sample of the population adds to the share; nothing for another.
    public func share(of sample: Int, in records: Records<Base.Label>) -> Share {
        population.contains(sample, of: records) ? base.share(of: sample, in: records) : .none
    }
}
