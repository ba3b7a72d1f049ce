import AssayCore
import AssayDatasets
import AssayReports
import AssaySuites
import Foundation
import SystemPackage

/// What a folder holds of a dataset, and what is wrong with it.
struct Verification: Encodable {
    /// How the files of the note stand.
    struct Files: Encodable {
        let repository: String
        let revision: String
        let licence: String?
        let fetched: Date
        let listed: Int
        let missing: [String]
        let changed: [String]
    }

    /// What a suite reads.
    struct Reading: Encodable {
        let suite: String
        /// The files of which it reads one at least, where none is there.
        var absent: String?
        var samples = 0
        /// What had to be decided to read them, in sentences.
        var notes: [String] = []
        /// What is uneven in the entries and is read by a rule.
        var quirks: [DatasetQuirk] = []
        /// English names beside values of groups that are not English.
        var glosses: [String: String] = [:]
        /// Samples by group and value.
        var groups: [Group: [String: Int]] = [:]
        /// Faulty entries in the order of the file: file and row, what was found, what to do.
        var faults: [String] = []
        /// Entries that lack what releases are known to lack here and there, such as an image that was withdrawn.
        var lost: [String] = []
    }

    let format = "assay.verification/1"
    let dataset: String
    let folder: String
    /// Nil where no fetch left a note.
    let files: Files?
    let readings: [Reading]
    /// Suites that the program has not yet: their entries were not read.
    let suitesNotBuilt: [String]

    enum CodingKeys: String, CodingKey {
        case format, dataset, folder, files, readings, suitesNotBuilt = "suites_not_built", clean
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(format, forKey: .format)
        try container.encode(dataset, forKey: .dataset)
        try container.encode(folder, forKey: .folder)
        try container.encode(files, forKey: .files)
        try container.encode(readings, forKey: .readings)
        try container.encode(suitesNotBuilt, forKey: .suitesNotBuilt)
        try container.encode(isClean, forKey: .clean)
    }

    /// Whether nothing is wrong.
    ///
    /// What entries lack is the release's own loss only where every file is known to be as it was fetched.
    var isClean: Bool {
        let isWhole = files.map { $0.missing.isEmpty && $0.changed.isEmpty }
        return isWhole ?? true && readings.allSatisfy { $0.faults.isEmpty && ($0.lost.isEmpty || isWhole == true) }
    }

    /// Checks a folder.
    ///
    /// - Throws: `CommandFault` or `DatasetFault` where it cannot be read at all.
    static func of(_ release: Release, at folder: FilePath) async throws -> Verification {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.string, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFault(
                "\(folder.string): no such folder; name the one that holds \(release.name) with --data, or fetch it with "
                    + "'assay datasets fetch \(release.name)'")
        }
        let provenance = try Provenance.read(at: folder)
        if let provenance, provenance.dataset != release.name {
            throw CommandFault(
                "\(folder.string): holds \(provenance.dataset), not \(release.name); name another folder")
        }
        let files = provenance.map { Files($0, at: folder) }
        var readings: [Reading] = []
        var missing: [String] = []
        for reader in release.suites {
            guard let suite = try? Catalogue.suite(named: reader.name) else {
                missing.append(reader.name)
                continue
            }
            let isThere = reader.anyOf.contains { FileManager.default.fileExists(atPath: folder.appending($0).string) }
            guard isThere else {
                readings.append(Reading(suite: reader.name, absent: reader.anyOf.joined(separator: " or ")))
                continue
            }
            readings.append(try await read(suite, at: folder, hasNote: files != nil))
        }
        guard files != nil || readings.contains(where: { $0.absent == nil }) else {
            let wanted = release.suites.flatMap(\.anyOf).joined(separator: " or ")
            throw CommandFault(
                "\(folder.string): holds neither \(Provenance.fileName) nor anything that a suite reads (\(wanted)); name "
                    + "the dataset's folder with --data, or fetch it with 'assay datasets fetch \(release.name)'")
        }
        return Verification(
            dataset: release.name, folder: folder.string, files: files, readings: readings, suitesNotBuilt: missing)
    }

    /// Everything below a folder that a suite can be asked to read: SafeBench in each modality and edition that is there.
    private static func forms(
        of suite: any Suite, at folder: FilePath
    ) throws -> [(folder: FilePath, form: SampleForm)] {
        guard suite.offersModalities else { return [(folder, SampleForm())] }
        let forms = SafeBenchFolder.sets(below: folder).flatMap { set in
            SafeBenchFolder.forms(in: set).map { (folder: set, form: $0) }
        }
        return forms.isEmpty ? [(folder, SampleForm())] : forms
    }

    private static func read(_ suite: any Suite, at folder: FilePath, hasNote: Bool) async throws -> Reading {
        var reading = Reading(suite: suite.name)
        reading.glosses = suite.glosses
        do {
            for form in try Self.forms(of: suite, at: folder) {
                let dataset = try suite.dataset(at: form.folder, as: form.form)
                reading.notes += dataset.notes.filter { !reading.notes.contains($0) }
                for try await entry in dataset.entries() { reading.add(entry) }
                reading.quirks += try dataset.quirks()
            }
        } catch let fault as DatasetFault where hasNote {
            // The note says which files are not as they were fetched: there is more to tell than this.
            reading.faults.append(fault.description)
        }
        return reading
    }
}

extension Verification.Reading {
    fileprivate mutating func add(_ entry: Result<Sample, DatasetFault>) {
        switch entry {
        case .success(let sample):
            samples += 1
            for (group, value) in sample.groups { groups[group, default: [:]][value, default: 0] += 1 }
        case .failure(let fault) where fault.loss != nil: lost.append(fault.description)
        // A file that is faulty in one form is so in the others.
        case .failure(let fault): if !faults.contains(fault.description) { faults.append(fault.description) }
        }
    }
}

extension Verification.Files {
    fileprivate init(_ provenance: Provenance, at folder: FilePath) {
        repository = provenance.repository
        revision = provenance.revision
        licence = provenance.licence ?? provenance.statedLicence
        fetched = provenance.fetched
        listed = provenance.files.count
        let standings = provenance.files.map { ($0.path, provenance.standing(of: $0, at: folder)) }
        missing = standings.filter { $0.1 == .missing }.map(\.0)
        changed = standings.filter { $0.1 == .changed }.map(\.0)
    }
}

extension Verification {
    /// Lines that are shown of a long list; the JSON has all.
    private static let shown = 20

    /// The findings for people.
    var text: String {
        var lines = ["\(dataset) in \(folder): \(isClean ? "clean" : "FAULTS FOUND")"]
        lines += fileLines
        for reading in readings { lines += Self.lines(of: reading) }
        if !suitesNotBuilt.isEmpty {
            lines.append(
                "\(suitesNotBuilt.joined(separator: ", ")): not built yet, so entries were not read"
                    + (files == nil ? "" : "; files and digests alone were checked"))
        }
        return lines.joined(separator: "\n")
    }

    private var fileLines: [String] {
        guard let files else { return ["files: no \(Provenance.fileName) here, so no digests to check"] }
        let whole = files.listed - files.missing.count - files.changed.count
        var lines = [
            "source: \(files.repository) at \(files.revision), licence \(files.licence ?? "not known")",
            "files: \(whole) of \(files.listed) as they were fetched",
        ]
        lines += Self.list(files.missing, "missing") + Self.list(files.changed, "changed")
        return lines
    }

    private static func lines(of reading: Reading) -> [String] {
        if let absent = reading.absent { return ["\(reading.suite): \(absent) is not there, not read"] }
        let faults = reading.faults.isEmpty ? "no faulty entry" : "\(reading.faults.count) faulty"
        let lost = reading.lost.isEmpty ? "" : ", \(reading.lost.count) lack what the suite needs"
        var lines = ["\(reading.suite): \(reading.samples) samples, \(faults)\(lost)"]
        lines += reading.notes.map { "  \($0.printable(atMost: 600))" }
        for quirk in reading.quirks {
            lines.append("  by rule: \(quirk.rule)")
            guard !quirk.entries.isEmpty else { continue }
            lines.append("    \(quirk.entries.count): \(quirk.entries.joined(separator: ", "))")
        }
        for (group, values) in reading.groups.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(group.rawValue): \(values.count) values")
            guard values.count <= shown else { continue }
            lines += values.sorted { $0.key < $1.key }.map { value, count in
                "    \(value.bounded)\(reading.glosses[value].map { " (\($0))" } ?? ""): \(count)"
            }
        }
        return lines + list(reading.faults, "faulty") + list(reading.lost, "lost")
    }

    private static func list(_ entries: [String], _ word: String) -> [String] {
        let more = entries.count - shown
        return entries.prefix(shown).map { "  \(word): \($0)" } + (more > 0 ? ["  \(word): \(more) more"] : [])
    }
}

extension String {
    /// A dataset's own word as it may stand in a line.
    fileprivate var bounded: String { printable(atMost: 80) }
}
