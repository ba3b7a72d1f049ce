import Foundation

/// Standard output for results, standard error for everything else.
enum Console {
    /// Prints a result.
    static func result(_ text: String) {
        // By byte: a carriage return and a line feed are one character.
        write(text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n", to: .standardOutput)
    }

    /// Writes a result to a file, whole or not at all; prints it where none is named.
    static func result(_ text: String, to path: String?) throws {
        guard let path else { return result(text) }
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandFault.cannotWrite(path)
        }
    }

    /// Prints a piece of a result, as it is.
    static func piece(_ text: String) {
        write(text, to: .standardOutput)
    }

    /// Prints a note for the person at the terminal.
    static func note(_ text: String) {
        write(text + "\n", to: .standardError)
    }

    /// Prints an error in one line.
    static func error(_ text: String) {
        write("assay: \(text)\n", to: .standardError)
    }

    /// Writes without a line break: the progress line.
    static func raw(_ text: String) {
        write(text, to: .standardError)
    }

    /// Whether standard error is a terminal.
    static var errorIsTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

    /// Whether standard output is a terminal that may be sent bold and dim.
    static var outputIsStyled: Bool {
        isatty(FileHandle.standardOutput.fileDescriptor) == 1
            && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }

    /// Columns of the terminal on standard output; 100 where there is none.
    static var width: Int {
        var size = winsize()
        let asked = ioctl(FileHandle.standardOutput.fileDescriptor, UInt(TIOCGWINSZ), &size)
        return asked == 0 && size.ws_col > 0 ? Int(size.ws_col) : 100
    }

    private static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            // The reader is gone (a closed pipe); there is nobody left to tell.
        }
    }
}

extension CommandFault {
    /// A file that the user named cannot be written.
    static func cannotWrite(_ path: String) -> CommandFault {
        CommandFault("\(path): cannot be written; check that the folder exists and has space")
    }
}
