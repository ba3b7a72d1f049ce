/// Connected components of samples that share something: a query, a medium, a pair.
///
/// Union-find with path halving, over keys as they come; memory grows with the number of samples.
public struct Clusters: Sendable {
    private var parents: [Int] = []
    private var firstHolder: [String: Int] = [:]

    /// No samples yet.
    public init() {}

    /// Adds the next sample with the keys that it may share with others.
    public mutating func append(keys: [String]) {
        let sample = parents.count
        parents.append(sample)
        for key in keys {
            if let other = firstHolder[key] {
                join(sample, other)
            } else {
                firstHolder[key] = sample
            }
        }
    }

    /// The cluster of each sample in the order in which they were added: the number of its first member.
    public consuming func finish() -> [Int] {
        var forest = self
        return forest.parents.indices.map { forest.root(of: $0) }
    }

    private mutating func join(_ left: Int, _ right: Int) {
        let (first, second) = (root(of: left), root(of: right))
        // The smaller number wins, so that a cluster's name is its first member.
        if first < second { parents[second] = first } else { parents[first] = second }
    }

    private mutating func root(of sample: Int) -> Int {
        var node = sample
        while parents[node] != node {
            parents[node] = parents[parents[node]]
            node = parents[node]
        }
        return node
    }
}

extension Sample {
    /// What makes a sample depend on others: its query, its media, its pair.
    public var clusterKeys: [String] {
        var keys = media.map { "media:\($0.digest.hex)" }
        if !text.isEmpty { keys.append("text:\(Digest(of: text).hex)") }
        if let pair { keys.append("pair:\(pair)") }
        return keys
    }
}
