public import AssayCore
import Foundation
public import SystemPackage

/// SIUO's multiple-choice set: `siuo_mcqa.json` with its pictures in `images/` beside it (PROTOCOLS 3.1).
///
/// Every entry has a picture, a question, its `options` under letters from A, and the letter that is right
/// (`correct_option`). The released file has four options everywhere; two to eight are taken.
public struct SIUOChoice: Dataset {
    /// The file's name in the release.
    public static let fileName = "siuo_mcqa.json"

    /// `siuo-mcqa`.
    public let name = "siuo-mcqa"
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
        let options: [String: String]
        let correct_option: String

        func target() throws(FieldFault) -> Target {
            let offered = ChoiceLabel.letters.prefix(options.count).map(\.name)
            guard options.count >= 2 else { throw FieldFault("'options' has fewer than two options") }
            guard options.count <= ChoiceLabel.letters.count else {
                throw FieldFault("'options' has more than \(ChoiceLabel.letters.count) options")
            }
            guard options.keys.sorted() == offered else {
                throw FieldFault("'options' has other keys than the letters A to \(offered.last ?? "")")
            }
            if let empty = offered.first(where: { options[$0]?.allSatisfy(\.isWhitespace) ?? true }) {
                throw FieldFault("'options.\(empty)' is empty")
            }
            guard options[correct_option] != nil else {
                throw FieldFault("'correct_option' is none of the letters in 'options'")
            }
            return .choice(key: correct_option, options: options)
        }

        var groups: [Group: String] { [.key: correct_option, .options: String(options.count)] }
    }
}
