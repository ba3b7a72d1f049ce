/// Why a command cannot be carried out, in one line.
struct CommandFault: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
