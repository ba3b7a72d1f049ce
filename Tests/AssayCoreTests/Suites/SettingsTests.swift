import AssayCore
import Foundation
import Testing

struct SettingsTests {
    static func settings(
        trials: Int = 1, system: String? = nil, seed: Int = 1, sendsSeed: Bool = false,
        target: (inout Parameters) -> Void = { _ in }, judge: (inout Parameters) -> Void = { _ in }
    ) -> Settings {
        var (targetParameters, judgeParameters) = (Parameters(), Parameters())
        target(&targetParameters)
        judge(&judgeParameters)
        return Settings(
            trials: trials, target: targetParameters, system: system, judge: judgeParameters, seed: seed,
            sendsSeed: sendsSeed)
    }

    @Test(arguments: [
        (1, 1, 1001), (1, 3, 1003), (0, 1, 1), (42, 2, 42_002), (-1, 1, -999), (1, 0, 1000),
    ])
    func `a trial's seed is a thousand times the run's and the trial`(seed: Int, trial: Int, expected: Int) {
        #expect(Self.settings(seed: seed, sendsSeed: true).seed(ofTrial: trial) == expected)
        #expect(Self.settings(seed: seed, sendsSeed: false).seed(ofTrial: trial) == nil)
    }

    @Test func `the greatest seed does not stop the program`() {
        let seeds = (1...3).map { Self.settings(seed: .max, sendsSeed: true).seed(ofTrial: $0) }
        #expect(Set(seeds).count == 3)
    }

    @Test func `settings that leave all to the endpoint name only trials and seed`() {
        #expect(Self.settings(trials: 3).fields == ["trials": "3", "seed": "not set"])
        #expect(Self.settings(sendsSeed: true).fields == ["trials": "1", "seed": "sent"])
    }

    @Test func `every setting has its field, numbers in their plainest form`() {
        let settings = Self.settings(trials: 2, system: "abc", sendsSeed: true) { target in
            target.temperature = 1
            target.topP = 0.95
            target.answerTokens = 500
            target.imageDetail = "high"
            target.reasoningEffort = "low"
        } judge: { judge in
            judge.temperature = 0
            judge.topP = 1
            judge.answerTokens = 128
        }
        #expect(
            settings.fields == [
                "trials": "2", "seed": "sent",
                // The first twelve characters of the SHA-256 of "abc" (FIPS 180-2, B.1).
                "target.system": "given, SHA-256 ba7816bf8f01",
                "target.temperature": "1", "target.top_p": "0.95", "target.answer_tokens": "500",
                "target.image_detail": "high", "target.reasoning_effort": "low",
                "judge.temperature": "0", "judge.top_p": "1", "judge.answer_tokens": "128",
            ])
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (2.0, "2"), (0.1, "0.1"), (1.5, "1.5"), (1e12, "1000000000000.0"),
        (Double.infinity, "inf"), (.nan, "nan"),
    ])
    func `a number of any size has a form`(number: Double, expected: String) {
        #expect(Self.settings { $0.temperature = number }.fields["target.temperature"] == expected)
    }

    @Test func `settings are read back as they were written`() throws {
        let settings = Self.settings(trials: 3, system: "Be brief.", seed: 7, sendsSeed: true) { $0.temperature = 0.5 }
        let json = try JSONEncoder().encode(settings)
        #expect(String(decoding: json, as: UTF8.self).contains("\"sends_seed\":true"))
        #expect(try JSONDecoder().decode(Settings.self, from: json) == settings)
    }
}
