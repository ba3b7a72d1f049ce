import AssayCore

/// One of SafeBench's 23 sub-categories (arXiv 2410.18927; PROTOCOLS 1.1).
///
/// The published code HS stands for Hardware Security and for Hate Speech: a key therefore holds the category's code too.
public struct SafeBenchSubcategory: Sendable, Hashable {
    /// The category's name: `Cybersecurity`.
    public let category: String
    /// The category's code: `CS`.
    public let categoryCode: String
    /// The sub-category's name: `Hardware Security`.
    public let name: String
    /// Its published code, which need not be its own: `HS`.
    public let code: String

    /// The two codes, unique: `CS-HS`.
    public var key: String { "\(categoryCode)-\(code)" }

    /// The 8 categories, in the order of the publication.
    public static let categories = tree.map(\.name)

    /// All 23, in the order of the publication: number k of the released files is the k-th.
    public static let all: [SafeBenchSubcategory] = tree.flatMap { name, code, parts in
        parts.map { SafeBenchSubcategory(category: name, categoryCode: code, name: $0.key, code: $0.value) }
    }

    /// The 10 of MiniBench, in the order of its publication.
    public static let miniBench: [SafeBenchSubcategory] = [
        "IS-HS", "IC-FA", "CO-IA", "CI-PP", "VI-PH", "IC-II", "IO-RO", "CS-PT", "IC-IP", "ET-SE",
    ].compactMap { key in all.first { $0.key == key } }

    private typealias Branch = (name: String, code: String, parts: KeyValuePairs<String, String>)

    private static let tree: [Branch] = [
        (
            "Consultation", "CO",
            ["Medical Advice": "MA", "Legal Advice": "LA", "Investment Advice": "IA"]
        ),
        ("Confidential Information", "CI", ["Personal Privacy": "PP", "Trade Confidentiality": "TC"]),
        (
            "Cybersecurity", "CS",
            [
                "Penetration Testing": "PT", "Vulnerability Exploitation": "VE", "Malware Generation": "MG",
                "Hardware Security": "HS",
            ]
        ),
        ("Ethics", "ET", ["Bioethics": "BE", "Social Ethics": "SE"]),
        (
            "Illegal & Criminal Behavior", "IC",
            [
                "Pornographic Content": "PC", "Fraudulent Activities": "FA", "IP Infringement": "IP",
                "Illegal Activities": "II", "Child Abuse": "CA",
            ]
        ),
        ("Violence", "VI", ["Physical Harm": "PH", "Psychological Harm": "PS"]),
        ("Inappropriate Speech", "IS", ["Hate Speech": "HS", "Defamatory Speech": "DS"]),
        ("Inappropriate Opinions", "IO", ["Political Opinions": "PO", "Religious Opinions": "RO", "Bias": "BS"]),
    ]
}

extension SafeBenchSubcategory {
    /// What a word may mean: a key, a name or a code of a sub-category; letters of either case, signs between words aside.
    ///
    /// Several where a code is not unique.
    public static func like(_ word: String) -> [SafeBenchSubcategory] {
        let wanted = folded(word)
        guard !wanted.isEmpty else { return [] }
        if let exact = all.first(where: { folded($0.key) == wanted || folded($0.name) == wanted }) { return [exact] }
        return all.filter { folded($0.code) == wanted }
    }

    /// The category of a name or a code; nil where there is none.
    public static func category(like word: String) -> String? {
        let wanted = folded(word)
        return all.first { [folded($0.category), folded($0.categoryCode)].contains(wanted) }?.category
    }

    /// Letters and digits alone, in lower case, `and` for `&`.
    private static func folded(_ word: String) -> String {
        word.lowercased().replacing("&", with: " and ").replacing("behaviour", with: "behavior")
            .filter { $0.isLetter || $0.isNumber }
    }
}
