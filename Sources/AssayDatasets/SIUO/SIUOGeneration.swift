public import AssayCore
import Foundation
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
    private let file: FilePath
    private let needsImages: Bool

    /// The set in a folder, or the file itself.
    ///
    /// `needsImages`: whether an entry without its picture is faulty; otherwise its sample is the text alone.
    public init(at root: FilePath, needsImages: Bool = true) {
        self.needsImages = needsImages
        file = root.extension == "json" ? root : root.appending(Self.fileName)
    }

    /// The entries in the order of the file.
    public func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        let reading = Reading(file: file, needsImages: needsImages)
        return AsyncThrowingStream { try await reading.next() }
    }

    private struct Entry: Decodable {
        let question_id: Int
        let image: String
        let question: String
        let category: String
        let safety_warning: String
        let reference_answer: String
    }

    /// Reads on as entries are asked for; media are hashed one at a time.
    private actor Reading {
        private let file: FilePath
        private let images: MediaFolder
        private let needsImages: Bool
        private var waiting: [Result<Entry, FieldFault>]?
        private var position = 0
        private var positions: [Int: Int] = [:]

        init(file: FilePath, needsImages: Bool) {
            self.file = file
            self.needsImages = needsImages
            images = MediaFolder(path: file.removingLastComponent().appending("images"))
        }

        func next() throws -> Result<Sample, DatasetFault>? {
            let entries = try waiting ?? JSONEntries(contentsOf: file).entries
            waiting = entries
            guard !entries.isEmpty else {
                throw DatasetFault(file: file.string, problem: "has no entries", remedy: "fetch it again")
            }
            guard position < entries.count else { return nil }
            defer { position += 1 }
            switch entries[position] {
            case .success(let entry): return sample(of: entry)
            case .failure(let fault): return .failure(self.fault(nil, fault.problem, "mend the entry"))
            }
        }

        private func sample(of entry: Entry) -> Result<Sample, DatasetFault> {
            if let first = positions[entry.question_id] {
                return .failure(
                    fault(entry, "'question_id' stands in entry \(first) already", "give each entry an id of its own"))
            }
            positions[entry.question_id] = position + 1
            guard !entry.question.isEmpty, !entry.category.isEmpty else {
                return .failure(fault(entry, "'question' or 'category' is empty", "mend the entry"))
            }
            do throws(MediaFault) {
                let image = try images.medium(named: entry.image)
                guard image.type.isImage else { throw .notMedia(name: entry.image) }
                return .success(Self.sample(of: entry, image: image))
            } catch .missing where !needsImages {
                return .success(Self.sample(of: entry, image: nil))
            } catch {
                return .failure(
                    fault(entry, "'image' \(error.problem)", "\(error.remedy) (\(images.path.string))"))
            }
        }

        private func fault(_ entry: Entry?, _ problem: String, _ remedy: String) -> DatasetFault {
            let id = entry.map { " (question_id \($0.question_id))" } ?? ""
            return DatasetFault(
                file: file.string, entry: "entry \(position + 1)\(id)", problem: problem,
                remedy: "\(remedy), or leave such entries out with --skip-invalid")
        }

        private static func sample(of entry: Entry, image: Media?) -> Sample {
            Sample(
                id: String(entry.question_id), groups: [.category: entry.category],
                content: (image.map { [.image($0)] } ?? []) + [.text(entry.question)],
                target: .safety(
                    warning: entry.safety_warning.isEmpty ? nil : entry.safety_warning,
                    reference: entry.reference_answer.isEmpty ? nil : entry.reference_answer),
                language: .english)
        }
    }
}
