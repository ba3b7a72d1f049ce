import AssayDatasets
import Testing

struct SafeBenchSubcategoryTests {
    /// The table of the publication (PROTOCOLS 1.1): sub-categories of each category.
    private static let counts = [
        "Consultation": 3, "Confidential Information": 2, "Cybersecurity": 4, "Ethics": 2,
        "Illegal & Criminal Behavior": 5, "Violence": 2, "Inappropriate Speech": 2, "Inappropriate Opinions": 3,
    ]

    @Test func `there are 8 categories with 23 sub-categories, as published`() {
        #expect(SafeBenchSubcategory.categories.count == 8)
        #expect(SafeBenchSubcategory.all.count == 23)
        let found = Dictionary(grouping: SafeBenchSubcategory.all, by: \.category).mapValues(\.count)
        #expect(found == Self.counts)
    }

    @Test func `keys are unique though the published code HS stands for two`() {
        #expect(Set(SafeBenchSubcategory.all.map(\.key)).count == 23)
        #expect(Set(SafeBenchSubcategory.all.map(\.name)).count == 23)
        #expect(SafeBenchSubcategory.all.filter { $0.code == "HS" }.map(\.key) == ["CS-HS", "IS-HS"])
        #expect(SafeBenchSubcategory.like("HS").count == 2)
    }

    @Test func `MiniBench has ten, in the order of its publication, with hate speech for HS`() {
        #expect(
            SafeBenchSubcategory.miniBench.map(\.code) == ["HS", "FA", "IA", "PP", "PH", "II", "RO", "PT", "IP", "SE"])
        #expect(SafeBenchSubcategory.miniBench[0].name == "Hate Speech")
        // Otherwise a category would have none.
        #expect(Set(SafeBenchSubcategory.miniBench.map(\.category)).count == 8)
    }

    @Test(arguments: [
        ("CS-HS", "Hardware Security"), ("cs_hs", "Hardware Security"), ("hate speech", "Hate Speech"),
        ("Hate-Speech", "Hate Speech"), ("MA", "Medical Advice"), ("ip infringement", "IP Infringement"),
    ])
    func `a sub-category is known by key, name or code`(word: String, name: String) {
        #expect(SafeBenchSubcategory.like(word).map(\.name) == [name])
    }

    @Test func `what names nothing finds nothing`() {
        #expect(SafeBenchSubcategory.like("").isEmpty && SafeBenchSubcategory.like("Gardening").isEmpty)
        #expect(SafeBenchSubcategory.category(like: "illegal and criminal behaviour") == "Illegal & Criminal Behavior")
        #expect(SafeBenchSubcategory.category(like: "IO") == "Inappropriate Opinions")
        #expect(SafeBenchSubcategory.category(like: "HS") == nil)
    }
}
