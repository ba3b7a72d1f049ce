/// Labels beside points, none over another and none over a point.
///
/// Each goes to the nearest free place beside its point, with a line to it where that is not the very next one. A label
/// for which there is no room is left out: the table below the picture has every run.
struct LabelLayout {
    /// The labels that found a place, in the order of the points.
    let labels: [Label]

    /// A rectangle; y grows downwards.
    struct Box: Hashable {
        let x, y, width, height: Double

        func overlaps(_ other: Box) -> Bool {
            x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
        }

        func contains(_ other: Box) -> Bool {
            x <= other.x && y <= other.y && other.x + other.width <= x + width && other.y + other.height <= y + height
        }
    }

    /// A point with the text that belongs beside it.
    struct Point {
        let x, y: Double
        let text: String
    }

    /// A text with its place.
    struct Label {
        let text: String
        let box: Box
        /// From the point to the label; nil where it stands right beside it.
        let lead: (from: (x: Double, y: Double), to: (x: Double, y: Double))?
    }

    private static let lineHeight = 17.0
    /// Of 13-pixel letters; wide ones take two columns.
    private static let columnWidth = 7.4
    private static let longest = 30
    private static let gap = 10.0

    /// Places the labels one after the other.
    init(frame: Box, points: [Point]) {
        let marks = points.map { Box(x: $0.x - 8, y: $0.y - 8, width: 16, height: 16) }
        var taken: [Box] = []
        labels = points.compactMap { point in
            let text = Self.shortened(point.text)
            let width = Double(text.columns) * Self.columnWidth
            let free = Self.places(beside: point, width: width).first { box in
                frame.contains(box) && !(marks + taken).contains { $0.overlaps(box) }
            }
            guard let box = free else { return nil }
            taken.append(box)
            return Label(text: text, box: box, lead: Self.lead(from: point, to: box))
        }
    }

    /// Places from the nearest to the farthest: above right, above left, below right, below left, and so on.
    private static func places(beside point: Point, width: Double) -> [Box] {
        (0..<40).flatMap { step -> [Box] in
            let distance = lineHeight * Double(step)
            let heights = [point.y - lineHeight - 3 - distance, point.y + 3 + distance]
            return heights.flatMap { y in
                [point.x + gap, point.x - gap - width].map { Box(x: $0, y: y, width: width, height: lineHeight) }
            }
        }
    }

    private static func lead(
        from point: Point, to box: Box
    ) -> (from: (x: Double, y: Double), to: (x: Double, y: Double))? {
        let middle = box.y + box.height / 2
        guard (middle - point.y).magnitude > lineHeight else { return nil }
        let x = box.x > point.x ? box.x - 2 : box.x + box.width + 2
        return ((point.x, point.y), (x, middle))
    }

    private static func shortened(_ text: String) -> String {
        guard text.columns > longest else { return text }
        var short = ""
        for character in text where (short + String(character)).columns < longest - 2 { short.append(character) }
        return short + "..."
    }
}
