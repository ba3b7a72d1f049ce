import Testing

@testable import AssayReports

struct LabelLayoutTests {
    private static let frame = LabelLayout.Box(x: 0, y: 0, width: 700, height: 400)

    private static func layout(_ points: [(Double, Double)], text: String = "A lab/model") -> LabelLayout {
        LabelLayout(frame: frame, points: points.map { .init(x: $0.0, y: $0.1, text: text) })
    }

    @Test func `a lonely label stands beside its point without a line`() throws {
        let label = try #require(Self.layout([(350, 200)]).labels.first)
        #expect(label.box.x == 360 && label.box.y == 180 && label.lead == nil)
    }

    @Test(arguments: [2, 8, 20])
    func `labels of points in one place never lie over one another, over a point or outside`(count: Int) {
        let points = (0..<count).map { (350 + Double($0 % 3), 200 + Double($0 % 2)) }
        let boxes = Self.layout(points).labels.map(\.box)
        #expect(boxes.count == count)
        for (index, box) in boxes.enumerated() {
            #expect(Self.frame.contains(box))
            #expect(!boxes.dropFirst(index + 1).contains { $0.overlaps(box) })
            #expect(!points.contains { box.overlaps(.init(x: $0.0 - 5, y: $0.1 - 5, width: 10, height: 10)) })
        }
    }

    @Test func `a label that had to move away has a line to its point`() {
        let labels = Self.layout(Array(repeating: (350, 200), count: 6)).labels
        #expect(labels.contains { $0.lead != nil })
        #expect(labels.allSatisfy { $0.lead.map { $0.from == (350, 200) } ?? true })
    }

    @Test func `at an edge it goes to the other side, and a name of any length fits`() throws {
        let label = try #require(Self.layout([(698, 2)], text: String(repeating: "争x", count: 500)).labels.first)
        #expect(Self.frame.contains(label.box) && label.text.hasSuffix("...") && label.text.columns <= 31)
    }

    @Test func `what finds no room is left out`() {
        let small = LabelLayout.Box(x: 0, y: 0, width: 10, height: 10)
        #expect(LabelLayout(frame: small, points: [.init(x: 5, y: 5, text: "name")]).labels.isEmpty)
    }
}
