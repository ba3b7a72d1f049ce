/// The seven widest categories of Chinese SafetyQA, by the data's own names (arXiv 2412.15265, table 1; PROTOCOLS 4.1).
public enum ChineseSafetyQACategory: String, Sendable, Hashable, CaseIterable {
    /// Rumors and misinformation.
    case rumors = "谣言错误风险"
    /// Illegal matters and compliance with regulations.
    case compliance = "违法违规风险"
    /// Physical and mental health.
    case health = "身心健康风险"
    /// Insults and hate.
    case insults = "辱骂仇恨风险"
    /// Prejudice and discrimination.
    case prejudice = "偏见歧视风险"
    /// Ethics and morals.
    case ethics = "伦理道德风险"
    /// Theoretical knowledge of safety.
    case theory = "理论技术知识"

    /// The publication's letters: `RM`.
    public var abbreviation: String {
        switch self {
        case .rumors: "RM"
        case .compliance: "IRC"
        case .health: "PMH"
        case .insults: "IH"
        case .prejudice: "PD"
        case .ethics: "EM"
        case .theory: "STK"
        }
    }

    /// The English names by the data's own.
    public static let glosses = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.english) })

    /// The category that is meant by its own name, its English one or the publication's letters.
    public static func named(_ name: String) -> ChineseSafetyQACategory? {
        let name = name.lowercased()
        return allCases.first { [$0.rawValue, $0.english.lowercased(), $0.abbreviation.lowercased()].contains(name) }
    }

    /// What it is called in English.
    public var english: String {
        switch self {
        case .rumors: "Rumor & Misinformation"
        case .compliance: "Illegal & Reg. Compliance"
        case .health: "Physical & Mental Health"
        case .insults: "Insults & Hate"
        case .prejudice: "Prejudice & Discrimination"
        case .ethics: "Ethical & Moral"
        case .theory: "Safety Theoretical Knowledge"
        }
    }
}
