/// A result file of another tool: what it is, and what was taken for granted of it.
public struct DiagnosedFile: Sendable {
    /// The file as the user named it.
    public var file: String
    /// Its form in words: `log of inspect_ai`.
    public var form: String
    /// What was taken for granted, in sentences.
    public var assumed: [String]
    /// What else a reader should know, in sentences.
    public var notes: [String]
    /// The rates that the file itself states, by name.
    public var stated: [String: Double]
    /// What one unit of the rates is: `answers`, `samples`.
    public var units: String

    /// A file of a form.
    public init(
        file: String, form: String, units: String, assumed: [String] = [], notes: [String] = [],
        stated: [String: Double] = [:]
    ) {
        self.file = file
        self.form = form
        self.units = units
        self.assumed = assumed
        self.notes = notes
        self.stated = stated
    }
}
