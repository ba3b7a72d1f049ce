import ArgumentParser
import AssayCore
import Testing

@testable import AssayCommands

struct RunOptionsTests {
    @Test func `an option that is given replaces the protocol's value, the others stay`() throws {
        var preset = Settings(trials: 3, target: Parameters(), judge: Parameters(), sendsSeed: true)
        preset.target.answerTokens = 500
        preset.judge.temperature = 0
        let options = try SettingOptions.parse([
            "--trials", "1", "--temperature", "0.7", "--top-p", "0.9", "--seed", "9", "--judge-tokens", "77",
            "--image-detail", "low", "--reasoning-effort", "high",
        ])
        let settings = try options.applied(to: preset)
        #expect(settings.trials == 1)
        #expect(settings.seed == 9)
        #expect(settings.target.temperature == 0.7)
        #expect(settings.target.topP == 0.9)
        #expect(settings.target.answerTokens == 500)
        #expect(settings.target.imageDetail == "low")
        #expect(settings.target.reasoningEffort == "high")
        // --temperature is the target's; the judge stays at 0.
        #expect(settings.judge.temperature == 0)
        #expect(settings.judge.answerTokens == 77)
    }

    @Test func `options are shown as published, shuffled or in every rotation`() throws {
        let preset = Settings(trials: 1, target: Parameters(), judge: Parameters(), sendsSeed: true)
        let orders: [([String], OptionOrder)] = [
            ([], .published), (["--shuffle-options", "7"], .shuffled(seed: 7)), (["--cyclic-options"], .cyclic),
        ]
        for (arguments, order) in orders {
            #expect(try SettingOptions.parse(arguments).applied(to: preset).optionOrder == order)
        }
        let given = try RunFlags.parse(["--shuffle-options", "7"]).given
        #expect(given["--shuffle-options"] == "7" && given["--cyclic-options"] == nil)
    }

    @Test(arguments: [
        ["--top-p", "0"], ["--top-p", "1.1"], ["--temperature", "nan"], ["--temperature", "inf"], ["--trials", "0"],
        ["--answer-tokens", "0"], ["--image-detail", "huge"], ["--reasoning-effort", "much"],
        ["--cyclic-options", "--trials", "2"], ["--cyclic-options", "--shuffle-options", "1"],
    ])
    func `a value out of range is refused`(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try SettingOptions.parse(arguments) }
    }

    @Test(arguments: [
        ["--max-connections", "0"], ["--rpm", "-1"], ["--tpm", "0"], ["--timeout", "0"], ["--timeout", "nan"],
    ])
    func `a limit out of range is refused`(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try ConnectionOptions.parse(arguments) }
    }

    @Test func `the manifest records the options that were given, and no others`() throws {
        let flags = try RunFlags.parse([
            "--target", "sim/mixed", "--limit", "7", "--language", "zh", "--skip-invalid", "--rpm", "9",
        ])
        #expect(
            flags.given == [
                "--limit": "7", "--language": "zh", "--skip-invalid": "yes", "--rpm": "9", "--timeout": "300.0",
            ])
    }
}
