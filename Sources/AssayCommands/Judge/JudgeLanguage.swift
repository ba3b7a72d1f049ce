import ArgumentParser
import AssayCore

/// In which language a judge is asked.
enum JudgeLanguage: String, ExpressibleByArgument, CaseIterable {
    /// English.
    case english = "en"
    /// Chinese.
    case chinese = "zh"
    /// The language of the samples.
    case same

    /// The language for samples of one.
    func language(ofSamples samples: Language?) -> Language {
        switch self {
        case .english: .english
        case .chinese: .chinese
        case .same: samples ?? .english
        }
    }
}
