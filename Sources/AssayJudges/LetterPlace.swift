import Foundation

/// Finds in an answer as it came the character that a letter was read from.
///
/// Letters are read in a plain text: compatibility form (NFKC), without decoration and LaTeX's commands. The same is done
/// here character by character, each keeping its place; where the two do not come to the same text there is no place.
struct LetterPlace {
    /// The characters of the plain text other than spaces, and the bytes of UTF-8 that each came from.
    private let characters: [(character: Character, bytes: Range<Int>)]

    /// Nil where the plain text cannot be told character by character.
    init?(in answer: String) {
        var found: [(character: Character, bytes: Range<Int>)] = []
        var offset = 0
        for character in answer {
            let bytes = offset..<offset + character.utf8.count
            offset = bytes.upperBound
            if character.isASCII {
                found.append((character, bytes))
            } else {
                found += String(character).precomposedStringWithCompatibilityMapping.map { ($0, bytes) }
            }
        }
        for command in LetterReader.commands { Self.remove(Array(command), from: &found) }
        found.removeAll { LetterReader.decoration.contains($0.character) || $0.character.isWhitespace }
        let plain = LetterReader.plain(answer).lazy.filter { !$0.isWhitespace }
        guard found.lazy.map(\.character).elementsEqual(plain) else { return nil }
        characters = found
    }

    /// The bytes of the character of a place; nil where it is none.
    func bytes(of place: Int) -> Range<Int>? {
        characters.indices.contains(place) ? characters[place].bytes : nil
    }

    private static func remove(
        _ command: [Character], from text: inout [(character: Character, bytes: Range<Int>)]
    ) {
        guard text.count >= command.count, text.contains(where: { $0.character == command[0] }) else { return }
        var kept: [(character: Character, bytes: Range<Int>)] = []
        var index = 0
        while index < text.count {
            let isCommand =
                index + command.count <= text.count
                && command.indices.allSatisfy { text[index + $0].character == command[$0] }
            if !isCommand { kept.append(text[index]) }
            index += isCommand ? command.count : 1
        }
        text = kept
    }
}
