import ArgumentParser
import AssayCore

/// Which words a judge is asked with: a file's, or ours in a language and in the form of a protocol.
struct RubricChoice {
    private let file: String?
    private let judgeLanguage: JudgeLanguage?
    private let language: Language?

    /// The choice of a run.
    init(_ flags: RunFlags) {
        file = flags.models.rubric
        judgeLanguage = flags.models.judgeLanguage
        language = flags.selection.language
    }

    /// The choice where answers are there already; `language` is that of the samples.
    init(_ judging: JudgeOptions, language: Language?) {
        file = judging.rubric
        judgeLanguage = judging.judgeLanguage
        self.language = language
    }

    /// The words; nil for a suite that rules without a judge.
    func rubric(of suite: some Suite, under evaluationProtocol: String) throws -> Rubric? {
        if let file {
            guard judgeLanguage == nil else {
                throw CommandFault("--rubric brings words of its own; leave --judge-language out")
            }
            return try RubricFile.read(at: file)
        }
        guard !suite.rulesWithoutJudge else { return nil }
        // English for both halves of a bilingual comparison, so that the judge is the same (MEASUREMENT 10); a suite in
        // one language brings its own words in that.
        let own = suite.rubric?.language ?? .english
        let language = judgeLanguage?.language(ofSamples: language ?? own) ?? own
        guard let rubric = suite.rubric(in: language, under: evaluationProtocol) else {
            throw CommandFault(
                "suite \(suite.name) has no words for the judge in the language '\(language.rawValue)'; leave "
                    + "--judge-language out, or give such words with --rubric")
        }
        return rubric
    }
}
