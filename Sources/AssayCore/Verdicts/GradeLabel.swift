/// How an answer to a question of fact compares with the right one.
public enum GradeLabel: String, VerdictLabel, CaseIterable {
    /// It says what the right answer says and nothing against it.
    case correct
    /// It contradicts the right answer.
    case incorrect
    /// It neither says nor contradicts what the right answer says.
    case notAttempted = "not_attempted"

    /// The name under which it is stored.
    public var name: String { rawValue }
}

extension Question {
    /// How the answer compares with the right one.
    public static let grade: Question = "grade"
}
