import AssayCore
import Testing

@testable import AssayCommands

struct OfferedOptionsTests {
    private static func offered(_ counts: [Int]) -> OfferedOptions {
        var offered = OfferedOptions()
        for (place, count) in counts.enumerated() {
            let letters = ChoiceLabel.letters.prefix(count).map(\.name)
            offered.add(
                Sample(
                    id: "q\(place + 1)", groups: [:], content: [],
                    target: .choice(key: "A", options: Dictionary(uniqueKeysWithValues: letters.map { ($0, $0) })),
                    language: .chinese))
        }
        return offered
    }

    @Test(arguments: [([4, 4, 4], 4), ([2], 2), ([4, 2, 4], 4), ([2, 3], 6), ([8, 2], 8)])
    func `samples that go into each other are turned evenly`(_ counts: [Int], _ rotations: Int) throws {
        let offered = Self.offered(counts)
        #expect(try offered.rotations == rotations)
        #expect(offered.unevenWords == nil)
    }

    /// The numbers of Chinese SafetyQA: their least common multiple is 60.
    @Test func `for the sake of a few nobody is asked sixty times, and the few are named`() throws {
        let offered = Self.offered([4, 4, 2, 3, 5, 4])
        #expect(try offered.rotations == 4)
        #expect(
            offered.unevenWords
                == "each sample is asked 4 times; not shown in each rotation equally often: 1 with 3 options (q4 first), "
                + "1 with 5 options (q5 first)")
    }

    @Test func `samples without options have no rotations`() {
        #expect(throws: CommandFault.self) { try OfferedOptions().rotations }
    }
}
