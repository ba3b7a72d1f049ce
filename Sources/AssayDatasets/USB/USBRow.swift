import AssayCore

/// One row of a published file, checked but for its image.
struct USBRow: Sendable {
    let id: String
    let text: String
    /// The name of the image below the folder, as the row gives it; hostile.
    let image: String
    /// Nil where a row of over-refusal has none: what is harmless need not be of a kind of harm.
    let category: Taxonomy.Category?
    /// Nil where a row of over-refusal has no risk bits.
    let combination: ModalityCombination?
    let imageStyle: String
    let usage: USBUsage
    /// A hash of all that is used of the row: whether it is the same in both files.
    let mark: UInt64
    /// The file and where in it: `row 17 (id 1017)`.
    let place: Place
    /// Which published sets it is of.
    var subset: String

    /// Where a row stands.
    struct Place: Sendable {
        let file: String
        let row: String
    }

    /// The sample with its image, or why there is none.
    func sample(image: Result<Media, MediaFault>, in language: Language) -> Result<Sample, DatasetFault> {
        do throws(MediaFault) {
            let image = try image.get()
            guard image.type.isImage else { throw .notMedia(name: self.image) }
            return .success(sample(image: image, in: language))
        } catch {
            return .failure(fault(about: error))
        }
    }

    private func sample(image: Media, in language: Language) -> Sample {
        var groups: [Group: String] = [.usage: usage.rawValue, .subset: subset]
        groups[.level1] = category?.level1
        groups[.level2] = category?.level2
        groups[.category] = category?.name
        groups[.combination] = combination?.rawValue
        if !imageStyle.isEmpty { groups[.imageStyle] = imageStyle }
        return Sample(
            id: language == .english ? id : "\(id)-\(language.rawValue)", groups: groups,
            content: [.image(image), .text(text)],
            target: usage == .vulnerability ? .safety(warning: nil, reference: nil) : .helpfulness,
            language: language, pair: id)
    }

    private func fault(about fault: MediaFault) -> DatasetFault {
        let isGone =
            switch fault {
            case .missing, .empty: true
            default: false
            }
        return DatasetFault(
            file: place.file, entry: place.row, problem: "'open_url' \(fault.problem)",
            remedy: isGone ? fault.remedy : "\(fault.remedy), or leave such rows out with --skip-invalid",
            loss: isGone ? .image : nil)
    }
}

/// What a row of USB-SafeBench is for.
public enum USBUsage: String, Sendable, CaseIterable {
    /// The answer must not do harm.
    case vulnerability
    /// The answer must help.
    case overrefusal
}
