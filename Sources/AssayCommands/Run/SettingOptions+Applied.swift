import AssayCore
import Foundation

extension SettingOptions {
    /// The protocol's settings with the options that were given.
    func applied(to preset: Settings) throws -> Settings {
        var settings = preset
        settings.trials = trials ?? settings.trials
        settings.seed = seed ?? settings.seed
        settings.target.temperature = temperature ?? settings.target.temperature
        settings.target.topP = topP ?? settings.target.topP
        settings.target.answerTokens = answerTokens ?? settings.target.answerTokens
        settings.target.imageDetail = imageDetail ?? settings.target.imageDetail
        settings.target.reasoningEffort = reasoningEffort ?? settings.target.reasoningEffort
        settings.judge.answerTokens = judgeTokens ?? settings.judge.answerTokens
        settings.confidence = confidence ?? settings.confidence
        if settings.confidence == .logprobs { settings.target.logprobs = ConfidenceSource.alternatives }
        if let shuffleOptions { settings.optionOrder = .shuffled(seed: shuffleOptions) }
        if cyclicOptions { settings.optionOrder = .cyclic }
        if let system {
            guard let text = FileManager.default.contents(atPath: system).flatMap({ String(data: $0, encoding: .utf8) })
            else { throw CommandFault("\(system): cannot be read as UTF-8 text; name an existing file with --system") }
            settings.system = text
        }
        return settings
    }
}
