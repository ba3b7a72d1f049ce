import AssayCore
import AssayMetrics

/// A difference with its interval as a line of signs: `<` and `>` are the ends, `o` the value, `|` no difference.
struct DifferencePicture {
    /// The difference that either edge of the picture stands for, in points.
    let reach: Double
    /// Signs on either side of the middle.
    private static let half = 24

    /// A picture wide enough for every interval, at least five points.
    init(_ differences: [PairedDifference]) {
        reach = differences.reduce(5) { reach, difference in
            let points = Scale(named: difference.name).points
            return difference.interval.map { max(reach, $0.low.magnitude * points, $0.high.magnitude * points) }
                ?? reach
        }
    }

    /// The line; empty where there is no difference to show.
    func line(_ difference: PairedDifference) -> String {
        guard let value = difference.difference, let interval = difference.interval else { return "" }
        var signs = [Character](repeating: " ", count: 2 * Self.half + 1)
        let points = Scale(named: difference.name).points
        let (low, high) = (place(interval.low * points), place(interval.high * points))
        for sign in low...high { signs[sign] = "-" }
        signs[low] = "<"
        signs[high] = ">"
        signs[Self.half] = "|"
        signs[place(value * points)] = "o"
        return String(signs)
    }

    /// The scale: `-12.3` at the left edge, 0 in the middle, `+12.3` at the right.
    var axis: String {
        let edge = Figures.decimal(reach)
        let left = "-\(edge)".padded(to: Self.half, leading: false)
        return left + "0" + "+\(edge)".padded(to: Self.half, leading: true)
    }

    private func place(_ value: Double) -> Int {
        Self.half + Int((max(-1, min(1, value / reach)) * Double(Self.half)).rounded())
    }
}
