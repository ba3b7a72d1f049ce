public import AssayCore
import Foundation

/// Reads verdicts on answers of fact that were given elsewhere, in the forms that such files hold.
public enum GradeReader {
    /// The label of a verdict; nil for anything that is not exactly one of the forms.
    ///
    /// `A`, `B` and `C` of the released scripts; our own names; `正确`, `错误` and `未尝试`, also as `【正确】`. White space
    /// around it is dropped, and nothing is ever looked for within a longer text: "API error" holds an A, and is no verdict.
    public static func label(of verdict: String) -> GradeLabel? {
        let verdict = verdict.trimmingCharacters(in: .whitespacesAndNewlines)
        return forms[verdict] ?? GradeLabel(rawValue: verdict)
    }

    private static let forms: [String: GradeLabel] = [
        "A": .correct, "B": .incorrect, "C": .notAttempted,
        "正确": .correct, "错误": .incorrect, "未尝试": .notAttempted,
        "【正确】": .correct, "【错误】": .incorrect, "【未尝试】": .notAttempted,
    ]
}
