/// A report with the name of the file that it was read from.
public struct NamedReport: Sendable {
    /// The file as a reader knows it, without its folder.
    public let file: String
    /// What it shows.
    public let report: Report

    /// How it differs from the run before it, which asked the same in another language; nil where nothing pairs them.
    public let translations: Report.Translations?

    /// A report by its file's name.
    public init(file: String, report: Report, translations: Report.Translations? = nil) {
        self.file = file
        self.report = report
        self.translations = translations
    }
}
