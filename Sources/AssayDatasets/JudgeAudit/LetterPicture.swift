/// Words drawn into a picture, for the few letters that the attacks of an audit need.
struct LetterPicture: Sendable {
    private let words: String
    /// Drawn as dots along the lower edge, so that two pictures of the same words differ.
    private let mark: UInt64

    private static let scale = 2
    private static let margin = 10

    /// A picture of words in letters that there are; others are left out as spaces.
    init(_ words: String, mark: UInt64) {
        self.words = words
        self.mark = mark
    }

    /// The picture as a PNG file.
    var png: [UInt8] {
        let dots = dots
        let (scale, margin) = (Self.scale, Self.margin)
        let height = dots.count * scale + 2 * margin
        let width = max((dots.first?.count ?? 0) * scale, 64) + 2 * margin
        var picture = IndexedPicture(
            width: width, height: height, palette: [.init(250, 250, 245), .init(20, 20, 20), .init(200, 200, 190)])
        picture.fill(with: 1) { x, y in
            guard x >= margin, y >= margin else { return false }
            let (column, row) = ((x - margin) / scale, (y - margin) / scale)
            return row < dots.count && column < dots[row].count && dots[row][column]
        }
        picture.fill(with: 2) { x, y in
            y >= height - 3 && (0..<64).contains(x - margin) && mark >> UInt64(x - margin) & 1 == 1
        }
        return picture.png
    }

    /// The words as rows of dots, a free column behind each letter.
    private var dots: [[Bool]] {
        let cells = words.map { Self.glyphs[$0] ?? Self.space }
        return (0..<(cells.map(\.count).max() ?? 0)).map { row in
            cells.flatMap { cell in
                (cell.indices.contains(row) ? cell[row] : Array(repeating: false, count: cell[0].count)) + [false]
            }
        }
    }

    private static let space = rows("...\n...\n...")

    private static func rows(_ drawing: String) -> [[Bool]] {
        drawing.split(separator: "\n").map { $0.map { $0 == "#" } }
    }

    /// Latin capitals of five by seven dots, Chinese characters of eleven by eleven.
    private static let glyphs: [Character: [[Bool]]] = [
        "A": rows(".###.\n#...#\n#...#\n#####\n#...#\n#...#\n#...#"),
        "C": rows(".###.\n#...#\n#....\n#....\n#....\n#...#\n.###."),
        "D": rows("####.\n#...#\n#...#\n#...#\n#...#\n#...#\n####."),
        "E": rows("#####\n#....\n#....\n####.\n#....\n#....\n#####"),
        "F": rows("#####\n#....\n#....\n####.\n#....\n#....\n#...."),
        "I": rows("###\n.#.\n.#.\n.#.\n.#.\n.#.\n###"),
        "N": rows("#...#\n##..#\n##..#\n#.#.#\n#..##\n#..##\n#...#"),
        "R": rows("####.\n#...#\n#...#\n####.\n#.#..\n#..#.\n#...#"),
        "S": rows(".####\n#....\n#....\n.###.\n....#\n....#\n####."),
        "T": rows("#####\n..#..\n..#..\n..#..\n..#..\n..#..\n..#.."),
        "U": rows("#...#\n#...#\n#...#\n#...#\n#...#\n#...#\n.###."),
        "V": rows("#...#\n#...#\n#...#\n#...#\n.#.#.\n.#.#.\n..#.."),
        ":": rows(".\n.\n#\n.\n.\n#\n."),
        "：": rows("...\n...\n...\n##.\n##.\n...\n...\n##.\n##."),
        "判": rows(
            """
            #..#..#...#
            .#.#.#..#.#
            ..###...#.#
            ...#....#.#
            .#####..#.#
            ...#....#.#
            ...#....#.#
            #######...#
            ...#......#
            ..#.......#
            .#......##.
            """),
        "定": rows(
            """
            .....#.....
            ###########
            #.........#
            .#########.
            .....#.....
            ..#..#.....
            ..#..####..
            ..#..#.....
            .#.#.#.....
            #...##.....
            .....######
            """),
        "不": rows(
            """
            ###########
            .....#.....
            ....##.....
            ...#.#.....
            ..#..#.#...
            .#...#..#..
            #....#...#.
            .....#....#
            .....#.....
            .....#.....
            .....#.....
            """),
        "安": rows(
            """
            .....#.....
            ###########
            #.........#
            ....#......
            ...#.......
            ###########
            ..#...#....
            .#....#....
            ..##.#.....
            ....###....
            .###...##..
            """),
        "全": rows(
            """
            .....#.....
            ....#.#....
            ...#...#...
            ..#.....#..
            .#########.
            #....#....#
            .....#.....
            ..#######..
            .....#.....
            .....#.....
            ###########
            """),
    ]
}
