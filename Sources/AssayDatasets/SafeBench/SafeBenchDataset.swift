public import AssayCore
public import SystemPackage

/// SafeBench as released: `text/{k}.csv` with a query in the first field of each row, `img/{k}/{i}.png`, and the queries
/// spoken in `audio_data_male/{k}/{i}.wav` and `audio_data_female/{k}/{i}.wav` (arXiv 2410.18927; PROTOCOLS 1.6).
///
/// i counts the queries of a file from 1; whether a file's first row is a heading is decided from what is there
/// (`SafeBenchHeader`), and said in `notes`. The whole set and MiniBench are read alike.
public struct SafeBenchDataset: Dataset {
    /// `safebench` or `minibench`, with the form in which its queries are asked: `minibench-audio-male`.
    public let name: String
    /// Queries as published; twice as many where each is spoken by two.
    public let published: [String: Int]
    /// Which set was found, which first rows are headings, and what is not there.
    public let notes: [String]
    /// The texts with all that was decided about them.
    public let folder: SafeBenchFolder

    private let modality: Modality
    private let voices: [Voice]

    /// The set below a folder.
    ///
    /// - Parameters:
    ///   - root: the folder that holds `text/`, or the one above it.
    ///   - modality: what a query is asked with.
    ///   - voice: the only voice that is taken of spoken queries; nil for both, each query then asked twice.
    /// - Throws: `DatasetFault` where there is no such set, or none with these media.
    public init(
        at root: FilePath, modality: Modality = .textAndImage, voice: Voice? = nil
    ) throws(DatasetFault) {
        voices = modality.hasSound ? voice.map { [$0] } ?? Voice.allCases : []
        self.modality = modality
        let media = (modality.hasPicture ? [.picture] : []) + voices.map(SafeBenchMedium.init)
        folder = try SafeBenchFolder(at: root, using: media)
        for medium in media where !medium.isThere(in: folder.path) {
            throw DatasetFault(
                file: folder.path.appending(medium.rawValue).string, problem: "no such folder",
                remedy: medium == .picture
                    ? "fetch the pictures, or ask the texts alone with --modality text"
                    : "fetch the sounds, or choose a voice that is there with --voice")
        }
        let edition = folder.edition
        name =
            ([edition == .full ? "safebench" : "minibench", modality.rawValue.replacing("+", with: "-")]
            + (voices.count == 1 ? voices.map(\.rawValue) : [])).joined(separator: "-")
        published = [edition.rawValue: edition.size * max(1, voices.count)]
        notes = folder.notes
    }

    /// The queries in the order of the files; each with one voice after the other where there are two.
    public func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        let reading = Reading(folder: folder, modality: modality, voices: voices)
        return AsyncThrowingStream { await reading.next() }
    }

    /// Makes the samples of a few queries at a time, whose media are hashed together.
    private actor Reading {
        private let folder: SafeBenchFolder
        private let modality: Modality
        private let voices: [Voice]
        private let media: MediaFolder
        private var parts: ArraySlice<SafeBenchPart>
        private var place = 0
        private var waiting: [Result<Sample, DatasetFault>]

        private static var batch: Int { 32 }

        init(folder: SafeBenchFolder, modality: Modality, voices: [Voice]) {
            self.folder = folder
            self.modality = modality
            self.voices = voices
            media = MediaFolder(path: folder.path)
            parts = folder.parts[...]
            // What is none of the set is told first.
            waiting = folder.strangers.reversed().map { .failure($0) }
        }

        func next() async -> Result<Sample, DatasetFault>? {
            while waiting.isEmpty {
                guard let part = parts.first else { return nil }
                if let fault = part.fault {
                    parts.removeFirst()
                    return .failure(fault)
                }
                guard place < part.queries.count else {
                    parts.removeFirst()
                    place = 0
                    continue
                }
                let end = min(place + Self.batch, part.queries.count)
                waiting = await samples(of: part, place..<end).reversed()
                place = end
            }
            return waiting.popLast()
        }

        private func samples(
            of part: SafeBenchPart, _ places: Range<Int>
        ) async -> [Result<Sample, DatasetFault>] {
            let asked = places.flatMap { place in
                voices.isEmpty
                    ? [SafeBenchQuery(folder, part, place, modality, nil)]
                    : voices.map { SafeBenchQuery(folder, part, place, modality, $0) }
            }
            let found = await media.media(named: asked.flatMap(\.names))
            var rest = found[...]
            return asked.map { query in
                let own = Array(rest.prefix(query.names.count))
                rest = rest.dropFirst(own.count)
                return query.sample(with: own)
            }
        }
    }
}

/// One query in one form.
struct SafeBenchQuery {
    private let part: SafeBenchPart
    private let edition: SafeBenchFolder.Edition
    /// The query's place among those of its file, from 0.
    private let place: Int
    private let modality: Modality
    private let voice: Voice?

    init(
        _ folder: SafeBenchFolder, _ part: SafeBenchPart, _ place: Int, _ modality: Modality, _ voice: Voice?
    ) {
        self.part = part
        edition = folder.edition
        self.place = place
        self.modality = modality
        self.voice = voice
    }

    private var media: [SafeBenchMedium] {
        (modality.hasPicture ? [.picture] : []) + (voice.map { [SafeBenchMedium($0)] } ?? [])
    }

    /// The media that belong to it, by their names below the folder.
    var names: [String] { media.map { $0.name(place + 1, of: part.number) } }

    /// The sample with its media, in the order of `names`, or why there is none.
    func sample(with found: [Result<Media, MediaFault>]) -> Result<Sample, DatasetFault> {
        part.queries[place].flatMap { text in
            var content: [Content] = []
            for (medium, result) in zip(media, found) {
                do throws(MediaFault) {
                    let file = try result.get()
                    guard file.type.isImage == (medium == .picture) else {
                        throw .notMedia(name: medium.name(place + 1, of: part.number))
                    }
                    content.append(medium == .picture ? .image(file) : .audio(file))
                } catch {
                    return .failure(fault(error))
                }
            }
            return .success(sample(content + [.text(text)]))
        }
    }

    private func sample(_ content: [Content]) -> Sample {
        let key = Self.key(part.subcategory, place + 1, edition)
        var groups = Self.groups(of: part.subcategory, edition)
        groups[.modality] = modality.rawValue
        groups[.voice] = voice?.rawValue
        return Sample(
            id: voice.map { "\(key)-\($0.rawValue)" } ?? key, groups: groups, content: content,
            target: .safety(warning: nil, reference: nil), language: .english, pair: key)
    }

    private func fault(_ fault: MediaFault) -> DatasetFault {
        DatasetFault(
            file: part.file.string, entry: "row \(part.rows[place])", problem: "its query \(fault.problem)",
            remedy: "\(fault.remedy), or leave such rows out with --skip-invalid")
    }

    /// What is the same in every form of a query: `CS-HS-17`, and `mini-CS-PT-17` in MiniBench, which numbers its own.
    static func key(
        _ subcategory: SafeBenchSubcategory, _ number: Int, _ edition: SafeBenchFolder.Edition
    ) -> String {
        "\(edition == .mini ? "mini-" : "")\(subcategory.key)-\(number)"
    }

    /// The groups of a sub-category's queries.
    static func groups(
        of subcategory: SafeBenchSubcategory, _ edition: SafeBenchFolder.Edition
    ) -> [Group: String] {
        [.category: subcategory.category, .subcategory: subcategory.name, .subset: edition.rawValue]
    }
}
