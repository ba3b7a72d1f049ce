/// A model as the user names it: `provider/name`.
struct ModelName: Equatable {
    /// `openai`, `sim`, or an endpoint of `assay.yaml`.
    let provider: String
    /// What the provider calls it; it may hold slashes itself.
    let model: String

    init(_ text: String, flag: String) throws(CommandFault) {
        guard let slash = text.firstIndex(of: "/"), slash != text.startIndex, text.index(after: slash) != text.endIndex
        else {
            throw CommandFault("\(flag) '\(text)' is not of the form provider/name; try openai/gpt-4o or sim/mixed")
        }
        provider = String(text[..<slash])
        model = String(text[text.index(after: slash)...])
    }
}
