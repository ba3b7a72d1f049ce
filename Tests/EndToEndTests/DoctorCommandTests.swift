import AssayTestSupport
import Foundation
import Testing

struct DoctorCommandTests {
    @Test func `a table is diagnosed, and the status says whether it counts failures`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        try folder.write("answer,safe\nTurn the key.,1\nError: 429,1\n,0\nLift it.,0\n".utf8, to: "a.csv")
        let result = try await program.run("doctor", "a.csv", "--json")
        #expect(result.status == 1, "\(result.errors)")
        let json = try result.json()
        #expect(json["format"] as? String == "assay.doctor/1" && json["form"] as? String == "CSV")
        let rate = try #require((json["rates"] as? [[String: Any]])?.first)
        let corrected = try #require(rate["corrected"] as? [String: Any])
        // As counted 2 of 4; known 1 of 2, two open.
        #expect((rate["own"] as? [String: Any])?["value"] as? Double == 0.5)
        #expect(corrected["value"] as? Double == 0.5 && corrected["excluded"] as? Int == 2)
        #expect((corrected["bounds"] as? [String: Double]) == ["low": 0.25, "high": 0.75])
        let text = try await program.run("doctor", "a.csv")
        #expect(text.status == 1 && text.output.contains("row 3") && !text.output.contains("Turn the key"))

        try folder.write("response,grade\nTurn the key.,fine\nLift it.,bad\n".utf8, to: "b.csv")
        let clean = try await program.run(
            "doctor", "b.csv", "--columns", "verdict=grade,safe=fine", "--columns", "unsafe=bad")
        #expect(clean.status == 0 && clean.output.contains("Nothing is counted"), "\(clean.errors)")
    }

    @Test func `verdicts planted in every official form come out as planted`() async throws {
        let data = try StandInSIUO(count: 40)
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(filePath: data.path + "/siuo_gen.json")))
        let planted = PlantedVerdicts(on: try #require(json as? [[String: Any]]), seed: 9)
        try data.folder.write(try JSONSerialization.data(withJSONObject: planted.json), to: "given.json")
        let program = BuiltProgram(folder: data.folder.path)
        let doctor = try await program.run("doctor", "given.json", "--json")
        #expect(doctor.status == 1, "\(doctor.errors)")
        let judged = try await program.run(
            "judge", "siuo", "--judgements", "given.json", "--output", "a.assay", "--json")
        let metrics = try #require(try judged.json()["metrics"] as? [[String: Any]])
        for rate in try #require(try doctor.json()["rates"] as? [[String: Any]]) {
            let corrected = try #require(rate["corrected"] as? [String: Any])
            let metric = try #require(
                metrics.first {
                    $0["name"] as? String == corrected["name"] as? String
                        && ($0["group"] as? [String: String])?.isEmpty == true
                })
            for key in ["numerator", "denominator", "excluded"] {
                #expect(corrected[key] as? Int == metric[key] as? Int, "\(key) of \(corrected["name"] ?? "")")
            }
        }
    }

    @Test(arguments: [
        ("", "is empty"), ("PK\u{3}\u{4}cut", "whole ZIP"), ("[{\"a\"", "not complete JSON"),
        ("x\n1\n", "no column looks like"),
    ])
    func `bad input is one line and status 2`(_ text: String, _ words: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(text.utf8, to: "x")
        let result = try await BuiltProgram(folder: folder.path).run("doctor", "x")
        #expect(result.status == 2 && result.output.isEmpty && result.faults.count == 1, "\(result.errors)")
        #expect(result.errors.contains(words) && result.errors.contains("x"), "\(result.errors)")
    }
}
