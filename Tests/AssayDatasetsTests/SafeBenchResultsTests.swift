import AssayCore
import AssayDatasets
import SystemPackage
import Testing

struct SafeBenchResultsTests {
    /// Answers to the first two numbers, four queries each, written as a text for each file.
    private func read(_ texts: [String], heading: String? = nil) throws -> GivenResults {
        let data = try StandInSafeBench(1...2, queries: 4, heading: heading, media: ["img"])
        for (place, text) in texts.enumerated() { try data.write(text, to: "answers/\(place + 1).csv") }
        return try SafeBenchResults(at: data.path.appending("answers"), beside: data.path).read()
    }

    private static let four = "One.\n\"Two,\nand more.\"\n\"\"\nError processing data 4: timed out\n"

    @Test func `an answer belongs to the query of its row`() throws {
        let results = try read([Self.four, Self.four])
        #expect(results.entries.map(\.sample).prefix(4) == ["CO-MA-1", "CO-MA-2", "CO-MA-3", "CO-MA-4"])
        #expect(
            results.entries.prefix(4).map(\.answers)
                == [["One."], ["Two,\nand more."], [""], ["Error processing data 4: timed out"]])
        #expect(results.source == "answers" && results.trials == 1 && !results.hasNoAnswers)
    }

    @Test func `a heading is left out, and so is the answer to a heading`() throws {
        let named = try read(["response\n" + Self.four, "Answer\n" + Self.four])
        #expect(named.entries.count == 8 && named.entries[0].answers == ["One."])
        let asked = try read(["What is a query?\n" + Self.four, "Hm.\n" + Self.four], heading: "question")
        #expect(asked.entries.count == 8 && asked.entries[0].answers == ["One."])
        #expect(asked.notes.contains { $0.contains("The first row of the answers 1 to 2.csv answers the heading") })
    }

    @Test func `answers beside their queries are found by their heading`() throws {
        let table = "query,response\n" + (1...4).map { "q\($0),a\($0)\n" }.joined()
        #expect(try read([table, table]).entries.map(\.answers).prefix(2) == [["a1"], ["a2"]])
    }

    @Test(arguments: [
        ("One.\nTwo.\nThree.\n", "1.csv: has 3 answers to the 4 queries of text/1.csv: 1 too few"),
        ("response\nOne.\nTwo.\nThree.\n", "has 3 answers below a heading to the 4 queries of text/1.csv: 1 too few"),
        ("Hm.\n" + four, "has 5 answers to the 4 queries of text/1.csv: 1 too many"),
        ("q,a\n", "row 1: has 2 fields, and none is a heading of the answers"),
        ("query,response\nq,a\nq\n", "row 3: has 1 fields, the first row 2"),
        ("One.\n\"Two.\nThree.\n", "row 2: has a quote that does not end"), ("", "is empty"),
    ])
    func `answers that cannot be told apart are refused by file and count`(text: String, words: String) throws {
        let fault = #expect(throws: DatasetFault.self) { try read([text, Self.four]) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test func `a file of no queries is refused, and a file that is not there is said`() throws {
        let fault = #expect(throws: DatasetFault.self) { try read([Self.four, Self.four, Self.four]) }
        #expect(fault?.description.contains("3.csv: text/3.csv, whose queries it answers, is not there") == true)
        let results = try read([Self.four])
        #expect(results.entries.count == 4)
        #expect(results.notes.contains("There are no answers 2.csv: their queries count as missing."))
    }
}
