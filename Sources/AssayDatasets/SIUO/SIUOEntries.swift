import AssayCore
import Foundation
import SystemPackage

/// What both of SIUO's files have in an entry.
protocol SIUOEntry: Decodable, Sendable {
    var question_id: Int { get }
    var image: String { get }
    var question: String { get }
    var category: String { get }

    /// What a good answer is.
    func target() throws(FieldFault) -> Target
    /// Groups beside the category.
    var groups: [Group: String] { get }
}

/// The entries of one of SIUO's files, with their pictures in `images/` beside it.
struct SIUOEntries<Entry: SIUOEntry> {
    let file: FilePath
    /// Whether an entry without its picture is faulty; otherwise its sample is the text alone.
    let needsImages: Bool

    /// The entries in the order of the file.
    func stream() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        let reading = Reading(file: file, needsImages: needsImages)
        return AsyncThrowingStream { try await reading.next() }
    }

    /// Reads on as entries are asked for; the media of a batch of entries are hashed together.
    private actor Reading {
        private let file: FilePath
        private let images: MediaFolder
        private let needsImages: Bool
        private var waiting: [Result<Entry, FieldFault>]?
        private var position = 0
        private var positions: [Int: Int] = [:]
        /// The pictures of the entries that come next, by position.
        private var pictures: [Int: Result<Media, MediaFault>] = [:]

        private static var batch: Int { 64 }

        init(file: FilePath, needsImages: Bool) {
            self.file = file
            self.needsImages = needsImages
            images = MediaFolder(path: file.removingLastComponent().appending("images"))
        }

        func next() async throws -> Result<Sample, DatasetFault>? {
            let entries = try waiting ?? JSONEntries(contentsOf: file).entries
            waiting = entries
            guard !entries.isEmpty else {
                throw DatasetFault(file: file.string, problem: "has no entries", remedy: "fetch it again")
            }
            guard position < entries.count else { return nil }
            defer { position += 1 }
            if pictures[position] == nil { await hashPictures(of: entries) }
            switch entries[position] {
            case .success(let entry): return sample(of: entry)
            case .failure(let fault): return .failure(self.fault(nil, fault.problem, "mend the entry"))
            }
        }

        private func hashPictures(of entries: [Result<Entry, FieldFault>]) async {
            let places = entries.indices[position...].prefix(Self.batch)
            let names = places.map { place in (try? entries[place].get())?.image ?? "" }
            let media = await images.media(named: names)
            pictures = Dictionary(uniqueKeysWithValues: zip(places, media))
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
            let target: Target
            do throws(FieldFault) {
                target = try entry.target()
            } catch {
                return .failure(fault(entry, error.problem, "mend the entry"))
            }
            do throws(MediaFault) {
                let image = try (pictures[position] ?? .failure(.missing(name: entry.image))).get()
                guard image.type.isImage else { throw .notMedia(name: entry.image) }
                return .success(Self.sample(of: entry, image: image, target: target))
            } catch .missing where !needsImages {
                return .success(Self.sample(of: entry, image: nil, target: target))
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

        private static func sample(of entry: Entry, image: Media?, target: Target) -> Sample {
            Sample(
                id: String(entry.question_id),
                groups: entry.groups.merging([.category: entry.category]) { _, own in own },
                content: (image.map { [.image($0)] } ?? []) + [.text(entry.question)], target: target,
                language: .english)
        }
    }
}
