public import AssayCore

/// About how many tokens a prompt has, before anyone has counted them.
public enum TokenEstimate {
    /// An image or a sound; endpoints differ between some hundred and some thousand.
    public static let medium = 1000

    /// Four bytes of text a token, a thousand tokens a medium.
    public static func prompt(_ prompt: Prompt) -> Int {
        var tokens = text(prompt.system ?? "")
        for content in prompt.turns.lazy.flatMap(\.content) {
            switch content {
            case .text(let words): tokens += text(words)
            case .image, .audio: tokens += medium
            }
        }
        return tokens
    }

    /// Four bytes a token.
    public static func text(_ text: String) -> Int { text.utf8.count / 4 }
}
