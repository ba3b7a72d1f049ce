import AssayCore
import Foundation
import SystemPackage

/// The kinds of media that SafeBench has for a query, and where they lie.
enum SafeBenchMedium: String, Sendable, CaseIterable {
    case picture = "img"
    case male = "audio_data_male"
    case female = "audio_data_female"

    /// The kind of a voice.
    init(_ voice: Voice) {
        self = voice == .male ? .male : .female
    }

    /// Whose voice it is; nil for a picture.
    var voice: Voice? {
        switch self {
        case .picture: nil
        case .male: .male
        case .female: .female
        }
    }

    private var ending: String { self == .picture ? "png" : "wav" }

    /// One and several, for people.
    func counted(_ count: Int) -> String {
        "\(count) \(self == .picture ? "picture" : "sound")\(count == 1 ? "" : "s")"
    }

    /// The name of query i of file k below the set's folder: `img/3/17.png`.
    func name(_ number: Int, of part: Int) -> String { "\(rawValue)/\(part)/\(number).\(ending)" }

    /// Whether there are any below the set's folder.
    func isThere(in folder: FilePath) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder.appending(rawValue).string, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// The numbers of the files that there are media for.
    func parts(in folder: FilePath) -> [Int] {
        Self.entries(of: folder.appending(rawValue)).compactMap(Self.plain).sorted()
    }

    /// How many media there are for file k, by the names that they have to have; nil without a folder for it.
    func count(of part: Int, in folder: FilePath) -> Int? {
        let place = folder.appending(rawValue).appending("\(part)")
        guard FileManager.default.fileExists(atPath: place.string) else { return nil }
        return Self.entries(of: place).count { name in
            let file = FilePath(name)
            return file.extension == ending && Self.plain(file.stem ?? "") != nil
        }
    }

    /// A folder that cannot be listed holds nothing; what is missing in it is said then.
    private static func entries(of folder: FilePath) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
    }

    /// A number as files are named by, from 1 on and without zeros before it.
    static func plain(_ name: String) -> Int? {
        guard let number = Int(name), number > 0, String(number) == name else { return nil }
        return number
    }
}
