public import AssayCore
public import SystemPackage

/// SIUO's generation set: `siuo_gen.json` with its pictures in `images/` beside it (arXiv 2406.15279; PROTOCOLS 3.1).
///
/// Every entry has a picture and a question that are harmless apart and unsafe together, what has to be heeded
/// (`safety_warning`), and an answer that does (`reference_answer`).
public struct SIUOGeneration: Dataset {
    /// The file's name in the release.
    public static let fileName = "siuo_gen.json"

    /// `siuo`.
    public let name = "siuo"
    private let source: SIUOEntries<Entry>

    /// The set in a folder, or the file itself.
    ///
    /// `needsImages`: whether an entry without its picture is faulty; otherwise its sample is the text alone.
    public init(at root: FilePath, needsImages: Bool = true) {
        let file = root.extension == "json" ? root : root.appending(Self.fileName)
        source = SIUOEntries(file: file, needsImages: needsImages)
    }

    /// The entries in the order of the file.
    public func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> { source.stream() }

    private struct Entry: SIUOEntry {
        let question_id: Int
        let image: String
        let question: String
        let category: String
        let safety_warning: String
        let reference_answer: String

        func target() throws(FieldFault) -> Target {
            .safety(
                warning: safety_warning.isEmpty ? nil : safety_warning,
                reference: reference_answer.isEmpty ? nil : reference_answer)
        }

        var groups: [Group: String] { [:] }
    }
}
