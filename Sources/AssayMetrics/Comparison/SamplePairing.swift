public import AssayCore

/// The samples that two runs have in common.
public struct SamplePairing: Sendable {
    /// A sample with its place in each run.
    public struct Pair: Sendable, Hashable {
        /// The sample's id.
        public let id: String
        /// Its place in the first run.
        public let first: Int
        /// Its place in the second run.
        public let second: Int

        /// A sample with its places.
        public init(id: String, first: Int, second: Int) {
            self.id = id
            self.first = first
            self.second = second
        }
    }

    /// The common samples, in order of their ids.
    public private(set) var pairs: [Pair] = []
    /// How many samples only the first run has.
    public private(set) var firstAlone = 0
    /// How many samples only the second run has.
    public private(set) var secondAlone = 0
    /// Ids that both runs have, but with other content.
    public private(set) var differing: [String] = []

    /// Pairs that are known beforehand, in the order of their ids.
    public init(of pairs: [Pair]) {
        self.pairs = pairs
    }

    /// Goes through both lists once.
    ///
    /// Both are in order of the ids, byte by byte.
    public init(_ first: [SampleIdentity], _ second: [SampleIdentity]) {
        var (left, right) = (0, 0)
        while left < first.count, right < second.count {
            let (one, other) = (first[left], second[right])
            if SampleIdentity.precedes(one.id, other.id) {
                firstAlone += 1
                left += 1
            } else if SampleIdentity.precedes(other.id, one.id) {
                secondAlone += 1
                right += 1
            } else {
                if one.digest == nil || one.digest != other.digest { differing.append(one.id) }
                pairs.append(Pair(id: one.id, first: one.index, second: other.index))
                left += 1
                right += 1
            }
        }
        firstAlone += first.count - left
        secondAlone += second.count - right
    }
}
