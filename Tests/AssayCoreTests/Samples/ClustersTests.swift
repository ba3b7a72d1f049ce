import AssayCore
import Testing

struct ClustersTests {
    static func clusters(_ samples: [[String]]) -> [Int] {
        var clusters = Clusters()
        for keys in samples { clusters.append(keys: keys) }
        return clusters.finish()
    }

    @Test(
        arguments: [
            ([], []),
            ([["a"]], [0]),
            ([["a"], ["b"], ["c"]], [0, 1, 2]),
            ([["a"], ["b"], ["a"]], [0, 1, 0]),
            // No keys: alone, and not with others without keys.
            ([[], [], ["a"]], [0, 1, 2]),
            // A key that a sample names twice joins it with nobody.
            ([["a", "a"], ["b"]], [0, 1]),
            // 2 shares the query of 0 and the image of 1: all three are one.
            ([["query"], ["image"], ["query", "image"]], [0, 0, 0]),
            // A chain of neighbours is one cluster, named by its first member.
            ([["a"], ["a", "b"], ["b", "c"], ["c", "d"], ["e"]], [0, 0, 0, 0, 4]),
            // Two clusters that are joined late, the smaller number first or last.
            ([["a"], ["b"], ["a"], ["b"], ["b", "a"]], [0, 0, 0, 0, 0]),
            ([["x"], ["b"], ["a"], ["b"], ["a"], ["a", "b"]], [0, 1, 1, 1, 1, 1]),
        ] as [([[String]], [Int])])
    func `samples are one cluster when a chain of shared keys joins them`(samples: [[String]], expected: [Int]) {
        #expect(Self.clusters(samples) == expected)
    }

    @Test func `a long chain ends in one cluster`() {
        let chain = (0..<20_000).map { ["\($0)", "\($0 + 1)"] }
        #expect(Set(Self.clusters(chain)) == [0])
        #expect(Set(Self.clusters(chain.reversed())) == [0])
    }

    @Test func `the order of samples does not change who belongs together`() {
        let samples = (0..<60).map { ["\($0 % 7)", "\(100 + $0 / 9)"] }
        func partition(_ order: [Int]) -> Set<Set<Int>> {
            let clusters = Self.clusters(order.map { samples[$0] })
            let members = Dictionary(grouping: zip(order, clusters), by: \.1)
            return Set(members.values.map { Set($0.map(\.0)) })
        }
        #expect(partition(Array(0..<60)) == partition(Array((0..<60).reversed())))
    }

    static func sample(_ id: String, text: String?, picture: [UInt8]? = nil, pair: String? = nil) -> Sample {
        var content: [Content] = []
        if let picture {
            let medium = Media(
                type: .png, size: picture.count, digest: Digest(of: picture), location: .embedded(picture))
            content.append(.image(medium))
        }
        if let text { content.append(.text(text)) }
        return Sample(
            id: id, groups: [:], content: content, target: .helpfulness, language: .english, pair: pair)
    }

    @Test func `a sample shares its text, its media and its pair, and no more`() {
        let samples = [
            Self.sample("1", text: "How do I open this padlock?", picture: [1]),
            Self.sample("2", text: "How do I open this padlock?", picture: [2]),
            Self.sample("3", text: "Is this knife sharp?", picture: [2]),
            Self.sample("4", text: "Is this ladder safe?", picture: [3], pair: "p"),
            Self.sample("5", text: "Is the ladder safe?", picture: [4], pair: "p"),
            Self.sample("6", text: nil, picture: [5]),
            Self.sample("7", text: nil, picture: [6]),
        ]
        #expect(Self.clusters(samples.map(\.clusterKeys)) == [0, 0, 0, 3, 3, 5, 6])
    }

    @Test func `a pair and a text of the same words are not the same key`() {
        let text = Self.sample("1", text: "p")
        let pair = Self.sample("2", text: nil, pair: "p")
        #expect(Set(text.clusterKeys).isDisjoint(with: pair.clusterKeys))
    }
}
