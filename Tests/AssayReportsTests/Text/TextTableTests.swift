import AssayReports
import Testing

struct TextTableTests {
    @Test func `columns align on both sides, also behind wide characters`() {
        var table = TextTable([.init("Category"), .init("n", .right), .init("Note")])
        table.append(["morality", "7", "x"])
        table.append(["隐私", "12", "y"])
        #expect(
            table.render(width: 40) == """
                Category   n  Note
                --------  --  ----
                morality   7  x
                隐私      12  y

                """)
    }

    @Test func `a column that wraps gives way, the others do not`() {
        var table = TextTable([.init("Name"), .init("What it means", wraps: true)])
        table.append(["unreadable", "the reply could not be read"])
        #expect(
            table.render(width: 28) == """
                Name        What it means
                ----------  ----------------
                unreadable  the reply could
                            not be read

                """)
        #expect(table.naturalWidth == 10 + 2 + 27)
    }

    @Test func `headings and remarks span the columns`() {
        var table = TextTable([.init("A"), .init("B", .right)])
        table.append(heading: "Safe (safe_rate)")
        table.append(["  one", "1"])
        table.append(remark: "why")
        #expect(
            table.render(width: 40) == """
                A      B
                -----  -
                Safe (safe_rate)
                  one  1
                    why

                """)
    }

    @Test func `lines in titles and cells are kept, and a table without titles has no head`() {
        var table = TextTable([.init(""), .init("")])
        #expect(table.isEmpty)
        table.append(["Safe\nsafe_rate", "1"])
        #expect(!table.isEmpty)
        #expect(table.render(width: 40) == "Safe       1\nsafe_rate\n")
        var titled = TextTable([.init("Better\nwhen")])
        titled.append(["higher"])
        #expect(titled.render(width: 40) == "Better\nwhen\n------\nhigher\n")
    }

    @Test func `a cell cannot steer the terminal`() {
        var table = TextTable([.init("\u{1B}[2J")])
        table.append(["a\u{1B}[31mb\u{202E}c"])
        table.append(heading: "\u{9B}x")
        table.append(remark: "\u{7}")
        let text = table.render(width: 40)
        #expect(!text.unicodeScalars.contains { $0 != "\n" && ($0.properties.generalCategory == .control) })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `only a styled table has signs for bold and dim`() {
        var table = TextTable([.init("A")])
        table.append(["b"])
        #expect(table.render(width: 9, styled: true) == "\u{1B}[1mA\u{1B}[0m\n\u{1B}[2m-\u{1B}[0m\nb\n")
    }
}
