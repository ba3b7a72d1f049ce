import Foundation
public import Testing

/// A whole expected output, kept in a file and read in review.
public enum Reference {
    /// Expects a text to be the file's; `REFERENCES=rewrite` writes the file instead.
    ///
    /// - Parameters:
    ///   - text: what the program gave.
    ///   - name: the file, in the folder `References` beside the test.
    ///   - test: the test's own file.
    ///   - location: where a difference is reported.
    /// - Throws: where the file cannot be read or written.
    public static func expect(
        _ text: String, toBe name: String, beside test: String = #filePath,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let file = URL(filePath: test).deletingLastPathComponent().appending(path: "References/\(name)")
        if ProcessInfo.processInfo.environment["REFERENCES"] == "rewrite" {
            return try Data(text.utf8).write(to: file)
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == expected, "References/\(name) differs; 'make references' rewrites it", sourceLocation: location)
    }
}
