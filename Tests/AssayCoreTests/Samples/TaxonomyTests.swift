import AssayCore
import Testing

struct TaxonomyTests {
    private let tools = Taxonomy(
        name: "tools",
        categories: [
            .init(level1: "Kitchen", level2: "Knives", name: "Bread knife"),
            .init(level1: "Kitchen", level2: "Pots", name: "Other"),
            .init(level1: "Shed", level2: "Locks", name: "Padlock"),
            .init(level1: "Shed", level2: "Saws", name: "Other"),
        ])

    @Test func `a path is the key, so that one name may stand under two parents`() {
        #expect(
            tools.categories.map(\.key) == [
                "Kitchen-Knives-Bread knife", "Kitchen-Pots-Other", "Shed-Locks-Padlock", "Shed-Saws-Other",
            ])
        #expect(tools.level1 == ["Kitchen", "Shed"])
        #expect(tools.level2 == ["Knives", "Pots", "Locks", "Saws"])
        #expect(tools.categories[3].heading == "Shed · Saws")
    }

    @Test func `a leaf is found by its path, in letters of either case, and by no other`() {
        #expect(tools.category("shed", " Saws", "OTHER")?.key == "Shed-Saws-Other")
        #expect(tools.category("Shed", "Pots", "Other") == nil)
    }

    @Test(arguments: [("bread  KNIFE", "Bread knife"), ("pots", "Pots"), ("Shed", "Shed")])
    func `a name of any level is found`(given: String, found: String) {
        #expect(tools.name(like: given) == found)
    }

    @Test(arguments: [("Padlok", "Padlock"), ("kitchn", "Kitchen"), ("bred knive", "Bread knife")])
    func `the nearest name takes the fewest changes`(given: String, nearest: String) {
        #expect(tools.name(like: given) == nil)
        #expect(tools.name(nearestTo: given) == nearest)
    }
}
