/// A report with the name of the file that it was read from.
public struct NamedReport: Sendable {
    /// The file as a reader knows it, without its folder.
    public let file: String
    /// What it shows.
    public let report: Report

    /// A report by its file's name.
    public init(file: String, report: Report) {
        self.file = file
        self.report = report
    }
}
