import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct BadInputTests {
    /// What is wrong with the folder, and words that the one line has to hold.
    struct Fault: Sendable, CustomStringConvertible {
        let description: String
        let words: [String]
        let change: @Sendable (StandInSIUO) throws -> Void
    }

    static let faults: [Fault] = [
        .init(description: "no file", words: ["siuo_gen.json", "no such file", "--data"]) {
            try FileManager.default.removeItem(atPath: $0.path + "/siuo_gen.json")
        },
        .init(description: "cut file", words: ["siuo_gen.json", "not complete JSON", "fetch it again"]) {
            let file = URL(filePath: $0.path + "/siuo_gen.json")
            try Data(contentsOf: file).dropLast(40).write(to: file)
        },
        .init(description: "missing image", words: ["entry 2 (question_id 1002)", "'C1-2.png'", "is not there"]) {
            try FileManager.default.removeItem(atPath: $0.path + "/images/C1-2.png")
        },
        .init(description: "empty image", words: ["entry 2 (question_id 1002)", "is empty", "fetch the file again"]) {
            try $0.folder.write([], to: "images/C1-2.png")
        },
        .init(description: "text named .png", words: ["entry 2 (question_id 1002)", "no PNG, JPEG"]) {
            try $0.folder.write("not a picture".utf8, to: "images/C1-2.png")
        },
        .init(description: "symbolic link", words: ["entry 2 (question_id 1002)", "symbolic link"]) {
            try FileManager.default.removeItem(atPath: $0.path + "/images/C1-2.png")
            try FileManager.default.createSymbolicLink(
                atPath: $0.path + "/images/C1-2.png", withDestinationPath: "/etc/hostname")
        },
    ]

    @Test(arguments: faults)
    func `a faulty folder is one line with file, sample and remedy, before the first call`(_ fault: Fault) async throws
    {
        let data = try StandInSIUO(count: 5)
        try fault.change(data)
        try await expectRefusal(of: data, fault.words)
    }

    /// An entry's field, the value it is given, and words that the one line has to hold.
    @Test(arguments: [
        ("image", "../../etc/hostname", "outside the media folder"),
        ("image", "/etc/hostname", "outside the media folder"),
        ("question_id", "1002", "'question_id' is not a whole number"), ("category", "", "is empty"),
    ])
    func `a faulty entry is one line with file, sample and remedy, before the first call`(
        _ field: String, _ value: String, _ words: String
    ) async throws {
        let data = try StandInSIUO(count: 5) { $0[1][field] = value }
        try await expectRefusal(of: data, ["siuo_gen.json, entry 2", words])
    }

    @Test func `an id that stands twice is refused`() async throws {
        let data = try StandInSIUO(count: 5) { $0[4]["question_id"] = 1001 }
        try await expectRefusal(of: data, ["entry 5 (question_id 1001)", "stands in entry 1 already"])
    }

    @Test func `faulty entries are left out and counted where the user says so`() async throws {
        let data = try StandInSIUO(count: 5) { $0[1]["image"] = "gone.png" }
        let scratch = try TemporaryFolder()
        let result = try await BuiltProgram(folder: scratch.path).run(
            "run", "siuo", "--data", data.path, "--target", "sim/compliant", "--judge", "sim/judge", "--skip-invalid",
            "--output", "run.assay", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.contains("left out:"))
        let dataset = (try result.json()["run"] as? [String: Any])?["dataset"] as? [String: Any]
        #expect(dataset?["samples"] as? Int == 4)
        #expect(dataset?["skipped"] as? Int == 1)
    }

    private func expectRefusal(of data: StandInSIUO, _ words: [String]) async throws {
        let scratch = try TemporaryFolder()
        var program = BuiltProgram(folder: scratch.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let result = try await program.run(
            "run", "siuo", "--data", data.path, "--target", "openai/mixed", "--judge", "openai/judge", "--output",
            "run.assay")
        #expect(result.status == 2)
        #expect(result.faults.count == 1, "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        for word in words { #expect(result.errors.contains(word), "\(result.errors)") }
        #expect(try await server.counters().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path.string).isEmpty)
    }
}
