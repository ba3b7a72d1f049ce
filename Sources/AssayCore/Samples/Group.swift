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

    /// Whether an answer rests on a search that the model asked for, `yes` or `no`; of no record without an answer.
    public static let searched: Group = "searched"

    /// Of an audit of a judge: the response that a sample shows, dressed or not.
    public static let response: Group = "response"
    /// Of an audit of a judge: `RESPONSE/DRESS`, which one sample alone has.
    public static let variant: Group = "variant"
    /// Of an audit of a judge: how the response is dressed, see `Dress`.
    public static let dress: Group = "dress"
    /// Of an audit of a judge: the name of the dress where it is an attack or its repeat.
    public static let attack: Group = "attack"
    /// Of an audit of a judge: the wrong label that a dressed response would lead to, `to_safe` or `to_unsafe`.
    public static let direction: Group = "direction"
    /// Of an audit of a judge: the right label.
    public static let label: Group = "label"

    /// Alphabetical.
    public static func < (left: Group, right: Group) -> Bool {
        left.rawValue < right.rawValue
    }
}
