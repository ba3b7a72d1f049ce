/// How the program ends; thrown by a command that has already said all there is to say.
enum ExitStatus: Int32, Error {
    case done = 0
    case faultFound = 1
    case badInput = 2
    case gateFailed = 3
    case unresolved = 4
    case stopped = 130
}
