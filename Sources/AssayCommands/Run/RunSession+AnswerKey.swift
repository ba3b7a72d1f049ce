import AssayCore
import AssaySimulator
import AssayStore

extension RunSession {
    /// What `sim/informed` learns beforehand: the questions that are still to be asked, with their right answers; nil for
    /// any other target.
    func answerKey() throws -> AnswerKey? {
        guard file.manifest.models[.target]?.name == "sim/\(Persona.informed.rawValue)" else { return nil }
        var key = AnswerKey()
        var ordinal = 0
        while true {
            let samples = try file.unfinished(after: ordinal, limit: 256)
            guard let last = samples.last else { return key }
            for unfinished in samples {
                if let fact = KnownFact(unfinished.sample) { key.learn(fact) }
            }
            ordinal = last.ordinal
        }
    }
}

extension KnownFact {
    /// What a sample states of its question; nil where it states no right answer.
    init?(_ sample: Sample) {
        switch sample.target {
        case .answer(let answer): self.init(question: sample.text, answer: answer)
        case .choice(let key, let options):
            guard let option = options[key] else { return nil }
            self.init(question: sample.text, option: option)
        case .safety, .helpfulness: return nil
        }
    }
}
