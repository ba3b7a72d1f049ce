import Testing

@testable import AssayReports

struct CSVTextTests {
    private func row(_ cells: [CSVText.Cell]) -> String {
        var text = CSVText()
        text.append(cells)
        return text.text
    }

    @Test func `cells are quoted where they must be (RFC 4180)`() {
        #expect(row([.text("a"), .text("a,b"), .text("say \"x\""), .text("")]) == "a,\"a,b\",\"say \"\"x\"\"\",\r\n")
    }

    @Test func `numbers keep their precision and what is not there is empty`() {
        #expect(
            row([.number(0.1 + 0.2), .number(89), .number(nil), .number(-2.5)]) == "0.30000000000000004,89,,-2.5\r\n")
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "＝1"])
    func `no text is taken for a formula`(text: String) {
        #expect(row([.text(text)]) == "'\(text)\r\n")
    }

    @Test func `a text stays in its cell and steers nothing`() {
        #expect(row([.text("a\nb\tc\r\u{1B}[31m")]) == "a b c \u{FFFD}[31m\r\n")
        #expect(row([.text("\t=1")]) == "' =1\r\n")
    }
}
