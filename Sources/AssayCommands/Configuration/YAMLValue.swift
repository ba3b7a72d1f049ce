import AssaySuites
import Foundation
import Yams

/// A value of a YAML file that knows where it stands, read strictly: what is not expected is a fault with its line.
struct YAMLValue {
    private let node: Node
    let path: [DefinitionFault.Step]
    private let file: String

    /// The most values that a file may unfold to, whatever its aliases repeat.
    static let mostValues = 20_000
    /// More aliases than a person writes; each can repeat what others repeat.
    private static let mostAliases = 16

    /// The one document of a file.
    init(_ yaml: YAMLFile) throws {
        file = yaml.name
        path = []
        // Before it is composed: comparing keys that repeat one another takes as long as unfolding them.
        guard !Self.mayRepeatWithoutEnd(yaml.text) else {
            throw CommandFault(
                "\(yaml.name): repeats itself with more than \(Self.mostAliases) aliases; write the values out")
        }
        let root: Node?
        do {
            // Every value is read as the text that stands there; telling numbers from words takes seven regular expressions.
            root = try Yams.compose(yaml: yaml.text, .basic)
        } catch let error as YamlError {
            throw CommandFault("\(yaml.name): \(YAMLFile.words(for: error)); mend the file")
        }
        guard let root else { throw CommandFault("\(yaml.name): is empty; describe the suite in it") }
        node = root
        var left = Self.mostValues
        guard Self.fits(root, within: &left) else {
            throw CommandFault("\(yaml.name): holds more than \(Self.mostValues) values; give a smaller file")
        }
    }

    private init(_ node: Node, at path: [DefinitionFault.Step], in file: String) {
        self.node = node
        self.path = path
        self.file = file
    }

    /// Counts values and stops as soon as there are too many.
    private static func fits(_ node: Node, within left: inout Int) -> Bool {
        left -= 1
        guard left > 0 else { return false }
        switch node {
        case .scalar, .alias: return true
        case .sequence(let sequence):
            for element in sequence where !fits(element, within: &left) { return false }
        case .mapping(let mapping):
            for (key, value) in mapping where !fits(key, within: &left) || !fits(value, within: &left) { return false }
        }
        return true
    }

    /// Whether there are an anchor and many aliases, going by their looks: a word with `&` or `*` in front.
    private static func mayRepeatWithoutEnd(_ text: String) -> Bool {
        var (anchors, aliases) = (0, 0)
        var before = UInt8(ascii: "\n")
        var sign: UInt8?
        for byte in text.utf8 {
            let isWord =
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-")
            if isWord, let sign {
                if sign == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
            }
            let isSign = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")
            sign = isSign && (before <= 0x20 || "[{,:?-".utf8.contains(before)) ? byte : nil
            before = byte
        }
        return anchors > 0 && aliases > mostAliases
    }

    /// A fault here, with file, line and place.
    func fault(_ problem: String, _ remedy: String) -> CommandFault {
        let line = node.mark.map { ", line \($0.line)" } ?? ""
        let place = path.isEmpty ? "" : ", \(DefinitionFault.words(for: path))"
        return CommandFault("\(file)\(line)\(place): \(problem); \(remedy)")
    }

    /// A fault at a place below this one; the nearest value that there is gives the line.
    func fault(_ fault: DefinitionFault) -> CommandFault {
        var here = self
        for step in fault.path {
            guard let next = here.step(step) else { break }
            here = next
        }
        return YAMLValue(here.node, at: fault.path, in: file).fault(fault.problem, fault.remedy)
    }

    private func step(_ step: DefinitionFault.Step) -> YAMLValue? {
        switch step {
        case .key(let key):
            node.mapping?.first { $0.key.scalar?.string == key }.map {
                YAMLValue($0.value, at: path + [step], in: file)
            }
        case .entry(let number):
            node.sequence.flatMap { number < $0.count ? YAMLValue($0[number], at: path + [step], in: file) : nil }
        }
    }

    /// The values of a mapping by key, in order; any name will do.
    func members() throws -> [(key: String, value: YAMLValue)] {
        guard let mapping = node.mapping else { throw fault("is not a mapping of keys to values", "write KEY: VALUE") }
        return try mapping.map { key, value in
            guard let name = key.scalar?.string else {
                throw YAMLValue(key, at: path, in: file).fault("has a key that is not a text", "give it a plain name")
            }
            return (name, YAMLValue(value, at: path + [.key(name)], in: file))
        }
    }

    /// The values of a mapping whose every key is one of those there are.
    func object(_ known: [String]) throws -> [String: YAMLValue] {
        var values: [String: YAMLValue] = [:]
        for (key, value) in try members() {
            guard known.contains(key) else {
                throw value.fault("there is no such key", "there are \(known.joined(separator: ", "))")
            }
            values[key] = value
        }
        return values
    }

    /// The elements of a list.
    func list() throws -> [YAMLValue] {
        guard let sequence = node.sequence else {
            throw fault("is not a list", "write [ONE, OTHER], or a line with '-' each")
        }
        return sequence.enumerated().map { YAMLValue($1, at: path + [.entry($0)], in: file) }
    }

    /// A text; numbers and truth values are taken as they are written.
    func text() throws -> String {
        guard let scalar = node.scalar else { throw fault("is not a text", "give a single value") }
        guard !scalar.string.allSatisfy(\.isWhitespace) else {
            throw fault("is empty", "give it a value or remove the key")
        }
        return scalar.string
    }

    /// A list of texts, or a single one.
    func texts() throws -> [String] {
        node.sequence == nil ? [try text()] : try list().map { try $0.text() }
    }

    /// A whole number.
    func whole() throws -> Int {
        guard let number = Int(try text()) else { throw fault("is not a whole number", "write digits alone") }
        return number
    }

    /// A number.
    func number() throws -> Double {
        guard let number = Double(try text()), number.isFinite else {
            throw fault("is not a number", "write it as 0.7")
        }
        return number
    }

    /// `true` or `false`.
    func flag() throws -> Bool {
        switch try text() {
        case "true": return true
        case "false": return false
        default: throw fault("is neither true nor false", "write one of them")
        }
    }

    /// One of a closed set of words.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type = Word.self) throws -> Word {
        guard let word = Word(rawValue: try text()) else {
            throw fault("is none of \(Word.allCases.map(\.rawValue).joined(separator: ", "))", "give one of them")
        }
        return word
    }
}

extension YAMLFile {
    /// Why a text is no YAML, with its line where that is known.
    static func words(for error: YamlError) -> String {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            "is not YAML at line \(mark.line)"
        case .duplicatedKeysInMapping(_, let context): "has a key twice at line \(context.mark.line)"
        default: "is not YAML"
        }
    }
}
