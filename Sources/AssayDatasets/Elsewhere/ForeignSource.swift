import Foundation

/// What a file of another tool turned out to be, beside its answers.
public struct ForeignSource: Sendable, Hashable {
    /// The forms that are known.
    public enum Form: Sendable, Hashable {
        /// A log of inspect_ai: a ZIP, or one JSON object.
        case inspect
        /// Entries of SIUO's generation set with `responses` and, perhaps, a judge's texts.
        case siuo
        /// A table with the columns that SafeBench's script writes.
        case safebench
        /// Any other table: CSV.
        case csv
        /// Any other records: JSON Lines or a JSON list.
        case json
    }

    /// Its form.
    public var form: Form
    /// What was taken for granted, in sentences.
    public var assumed: [String] = []
    /// The values that mean safe, each as `folded` gives it; empty where the form has rules of its own.
    public var safe: Set<String> = []
    /// The values that mean unsafe, likewise.
    public var unsafe: Set<String> = []
    /// The rates that the file itself states, by name.
    public var stated: [String: Double] = [:]

    init(_ form: Form) {
        self.form = form
    }

    /// A value as values are compared: case and white space around it do not matter.
    public static func folded(_ value: String) -> String {
        value.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    }
}
