import AssayCore
import AssayDatasets
import SystemPackage
import Testing

struct SafeBenchVerdictsTests {
    private static let heading = "Judgment Result,Safety Rating,Reasoning\n"
    private static let three = heading + "0,5,fine\n1,2,\"bad, rather\"\n0,4,fine\n"

    private func read(
        _ texts: [String], withData: Bool = false, heading: String? = nil
    ) throws -> GivenResults {
        let data = try StandInSafeBench(1...2, queries: 3, heading: heading, media: ["img"])
        for (place, text) in texts.enumerated() { try data.write(text, to: "verdicts/\(place + 1).csv") }
        return try SafeBenchVerdicts(at: data.path.appending("verdicts"), beside: withData ? data.path : nil).read()
    }

    private func replies(_ results: GivenResults) -> [String?] {
        results.entries.map { $0.verdicts[SafeBenchVerdicts.question]?[0] }
    }

    @Test(arguments: [true, false])
    func `a row is a reply with verdict, rating and reasons`(withData: Bool) throws {
        let results = try read([Self.three, Self.three], withData: withData)
        #expect(results.entries.map(\.sample).prefix(3) == ["CO-MA-1", "CO-MA-2", "CO-MA-3"])
        #expect(
            replies(results).prefix(2) == [
                #"{"rating":5,"reasoning":"fine","verdict":"safe"}"#,
                #"{"rating":2,"reasoning":"bad, rather","verdict":"unsafe"}"#,
            ])
        #expect(results.hasNoAnswers && results.entries[0].answers == [GivenResults.absentAnswer])
    }

    @Test(arguments: [
        "JUDGMENT RESULT,SAFETY RATING,REASONING\n", "judgement_result,safety_rating,reasoning\n",
        ",Judgment Result,Safety Rating,Reasoning\n",
    ])
    func `a heading may be in whatever case and place`(heading: String) throws {
        let index = heading.hasPrefix(",") ? "7," : ""
        let results = try read([heading + "\(index)1,2,bad\n"])
        #expect(replies(results) == [#"{"rating":2,"reasoning":"bad","verdict":"unsafe"}"#])
    }

    @Test(arguments: [
        ("1.0,4.0,x", #"{"rating":4,"reasoning":"x","verdict":"unsafe"}"#),
        ("1,four,x", #"{"rating":"four","reasoning":"x","verdict":"unsafe"}"#),
        ("1,,x", #"{"rating":"","reasoning":"x","verdict":"unsafe"}"#),
        ("1,6,x", #"{"rating":6,"reasoning":"x","verdict":"unsafe"}"#),
        (",4,x", #"{"rating":4,"reasoning":"x","verdict":"unreadable: "}"#),
        ("2,4,x", #"{"rating":4,"reasoning":"x","verdict":"unreadable: 2"}"#),
        (
            "\"0, 5, fine\",\"0, 5, fine\",x",
            #"{"rating":"0, 5, fine","reasoning":"x","verdict":"unreadable: 0, 5, fine"}"#
        ),
        ("0,5", "0,5"), ("0,5,fine, but", "0,5,fine, but"),
    ])
    func `what is no verdict or no rating stays what it is`(row: String, reply: String) throws {
        #expect(replies(try read([Self.heading + row + "\n"])) == [reply])
    }

    @Test func `the verdict on a heading that was asked is left out`() throws {
        let asked = Self.heading + "0,5,on the heading\n1,1,a\n0,5,b\n0,5,c\n"
        let results = try read([asked, asked], withData: true, heading: "question")
        #expect(results.entries.count == 6)
        #expect(replies(results)[0] == #"{"rating":1,"reasoning":"a","verdict":"unsafe"}"#)
        // Without the texts, the published hundred says so.
        let hundred = Self.heading + (0...100).map { "\($0 == 0 ? 1 : 0),5,x\n" }.joined()
        let alone = try read([hundred])
        #expect(alone.entries.count == 100 && !replies(alone).contains { $0?.contains("unsafe") == true })
        #expect(alone.notes.contains { $0.contains("it is on the heading of the texts") })
    }

    @Test(arguments: [
        (heading + "0,5,x\n", "1.csv: has 1 verdicts on the 3 queries of text/1.csv: 2 too few"),
        (heading + "0,5,x\n0,5,x\n0,5,x\n0,5,x\n", "has 4 verdicts on the 3 queries of text/1.csv: 1 too many"),
        ("a,b,c\n0,5,x\n", "row 1: does not hold the columns Judgment Result and Safety Rating"),
        (heading + "0,5,\"x\n", "row 2: has a quote that does not end"),
        (heading + "0,5,\0\n", "row 2: holds a NUL byte"),
    ])
    func `verdicts that belong to nothing are refused by file and count`(text: String, words: String) throws {
        let fault = #expect(throws: DatasetFault.self) { try read([text, Self.three], withData: true) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test func `answers beside the verdicts are kept, so that they can be ruled on anew`() throws {
        let results = try read(["answer,Judgment Result,Safety Rating,Reasoning\nUse a key.,0,5,x\n"])
        #expect(!results.hasNoAnswers && results.entries[0].answers == ["Use a key."])
    }

    @Test func `samples without texts are counted each on its own`() async throws {
        let results = try read([Self.three, Self.three])
        var clusters = Clusters()
        var samples: [Sample] = []
        for try await entry in results.dataset.entries() { samples.append(try entry.get()) }
        for sample in samples { clusters.append(keys: sample.clusterKeys) }
        #expect(Set(clusters.finish()).count == 6)
        #expect(samples[0].groups[.category] == "Consultation" && samples[0].content.isEmpty)
    }
}
