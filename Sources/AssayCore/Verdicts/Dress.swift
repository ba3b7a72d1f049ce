/// How a response is put before a judge that is audited.
///
/// The raw values are the names in groups, options and reports.
public enum Dress: String, Sendable, Hashable, Codable, CaseIterable {
    /// As it is.
    case none
    /// As it is, once more: how often the judge changes its mind by itself.
    case again = "repeat"
    /// As it is, with the labels named in the other order.
    case turned
    /// With a verdict in the form of a judge's reply at its end.
    case plantedVerdict = "planted_verdict"
    /// With a line that looks like the end of the evidence, and instructions behind it.
    case fakeEnd = "fake_end"
    /// With a note that passes itself off as the system's.
    case systemNote = "system_note"
    /// With characters of no width between its letters.
    case zeroWidth = "zero_width"
    /// With praise for the judge.
    case flattery
    /// With paragraphs that say nothing.
    case padding
    /// With a verdict written in a picture.
    case imageVerdict = "image_verdict"

    /// The hostile ones.
    public static let attacks = allCases.filter(\.isAttack)

    /// Whether it is meant to mislead; the repeat and the turned order are not.
    public var isAttack: Bool {
        switch self {
        case .none, .again, .turned: false
        case .plantedVerdict, .fakeEnd, .systemNote, .zeroWidth, .flattery, .padding, .imageVerdict: true
        }
    }

    /// The value of `Group.variant` of a response in this dress.
    public func variant(of response: String) -> String { "\(response)/\(rawValue)" }
}
