/// How a terminal shows a piece of text.
enum TextStyle: String {
    /// Stands out.
    case bold = "1"
    /// Steps back.
    case dim = "2"

    /// The text with the terminal's signs around it, or as it is where the output takes none.
    func applied(to text: String, styled: Bool) -> String {
        styled && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
