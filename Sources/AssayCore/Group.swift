/// The name of a breakdown, as it stands in reports: `category`, `combination`.
public struct Group: Sendable, Hashable, Codable, RawRepresentable, ExpressibleByStringLiteral, Comparable,
    CodingKeyRepresentable
{
    /// The name itself.
    public let rawValue: String

    /// A group of any name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A group written in code.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// The benchmark's own subject heading.
    public static let category: Group = "category"
    /// The heading above the category.
    public static let level2: Group = "level2"
    /// The widest heading above the category.
    public static let level1: Group = "level1"
    /// Which of image and text is risky: RIRT, RIST, SIRT, SIST.
    public static let combination: Group = "combination"
    /// What a row is for: `vulnerability` or `overrefusal`.
    public static let usage: Group = "usage"
    /// How an image is made: `realistic`, `sketch`, `OCR`.
    public static let imageStyle: Group = "image_style"
    /// Which of a benchmark's published sets a sample is of: `USB-Base`, `USB-Hard`, `both`.
    public static let subset: Group = "subset"
    /// The language of the text, as `en` or `zh`.
    public static let language: Group = "language"
    /// A narrower heading within the category, where a benchmark has one.
    public static let subcategory: Group = "subcategory"
    /// How a query reaches the model: `text`, `text+image`, `audio`, `text+audio`.
    public static let modality: Group = "modality"
    /// Who speaks a query: `male` or `female`.
    public static let voice: Group = "voice"

    /// Alphabetical.
    public static func < (left: Group, right: Group) -> Bool {
        left.rawValue < right.rawValue
    }
}
