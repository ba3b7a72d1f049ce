import Testing

@testable import AssayStore

struct DocumentTextTests {
    private func sentence(_ length: Int, _ character: Character = "锁") -> String {
        String(repeating: character, count: length - 1) + "。"
    }

    @Test func `a short document is one passage with one window`() {
        let text = DocumentText("Turn the key.\nPull.\n")
        #expect(text.parts == [.init(text: "Turn the key.\nPull.", windows: ["Turn the key.\nPull."])])
    }

    @Test(arguments: ["", " \n\t\n", "\r\n"]) func `one without words has no passage`(text: String) {
        #expect(DocumentText(text).parts.isEmpty)
    }

    @Test func `windows are cut at sentences and share a short one`() {
        let (long, short) = (sentence(150), sentence(40, "匙"))
        let text = DocumentText(long + short + long)
        #expect(text.parts.map(\.text) == [long + short + long])
        #expect(text.parts[0].windows == [long + short, short + long])
    }

    @Test func `a passage ends with a line where that leaves it half full`() {
        let (line, rest) = (sentence(190) + sentence(190, "匙") + "\n", sentence(150) + sentence(180))
        let text = DocumentText(line + rest)
        #expect(text.parts.map(\.text) == [String(line.dropLast()), rest])
    }

    @Test func `nothing is lost, whatever is cut`() {
        let text = (1...400).map { "\($0) \(String(repeating: "词", count: $0 % 97))\($0 % 5 == 0 ? "\n" : "。")" }
            .joined()
        let parts = DocumentText(text).parts
        for number in 1...400 {
            #expect(parts.contains { $0.windows.contains { $0.contains("\(number) ") } })
        }
        #expect(parts.allSatisfy { $0.text.unicodeScalars.count <= DocumentText.longestPassage })
        #expect(parts.flatMap(\.windows).allSatisfy { $0.unicodeScalars.count <= DocumentText.longestWindow })
        #expect(parts.allSatisfy { part in part.windows.allSatisfy(part.text.contains) })
    }

    @Test func `a text without any end of a sentence is cut all the same`() {
        let parts = DocumentText(String(repeating: "锁", count: 1500)).parts
        #expect(parts.map(\.text.count) == [600, 600, 300])
        #expect(parts[0].windows.map(\.count) == [200, 200, 200])
    }

    @Test(arguments: [
        ("# Padlocks\nTurn the key.", "Padlocks"), ("Padlocks\n\nTurn.", "Padlocks"), ("Padlocks", ""),
        (String(repeating: "a", count: 61) + "\nTurn.", ""),
    ])
    func `a short first line with something behind it is the heading`(text: String, heading: String) {
        #expect(DocumentText(text).heading == heading)
    }
}
